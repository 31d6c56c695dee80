/** The text of a lesson for screen tests: every kind of block that a lesson may have. */
export const LESSON_TEXT = `
In February 2019 a container could overwrite the program that had started it: **runc**, on the host, as root
([CVE-2019-5736](https://nvd.nist.gov/vuln/detail/CVE-2019-5736)). A container that cannot write to its own
filesystem would have stopped the first step.

## See the attack work

The web server of this lab lets anyone run a command. That is the \`cgi-bin\` bug of every cheap router.

> [!PREDICT]
> The server runs as an unprivileged user. Can an attacker still leave a program behind?

\`\`\`sh
docker exec $LAB_WEB sh -c 'echo "#!/bin/sh" > /tmp/tool && chmod +x /tmp/tool && /tmp/tool'
docker exec $LAB_WEB ls -l /tmp/tool
\`\`\`
\`\`\`output
-rwxr-xr-x    1 app      app             10 <date> /tmp/tool
\`\`\`

## How it works

1. The image's layers are read-only already.
2. Docker puts one *writable* layer on top:
   - it is where \`/tmp/tool\` went,
   - and it dies with the container.
3. \`--read-only\` leaves that layer out.

| Mount | Option | What an attacker loses |
| --- | --- | --- |
| \`/\` | \`ro\` | nothing can be changed or added |
| \`/tmp\` | \`noexec,nosuid,size=1m\` | what is written cannot be executed, and cannot fill the memory |

> [!WARNING]
> A volume stays writable. \`--read-only\` does not reach it.

## Harden it

\`\`\`dockerfile
FROM docklab/base:1
# An unprivileged user, and nothing to write to.
USER 10001
\`\`\`

\`\`\`sh no-run="it replaces the container that the tasks look at"
docker rm -f $LAB_WEB
docker run -d --name $LAB_WEB --network $LAB_NET --read-only --tmpfs /tmp:noexec,nosuid,size=1m $LAB_WEB_IMAGE
\`\`\`

## What it does not stop

> An attacker who can run code in memory needs no file.

- Dirty Pipe (2022) wrote to files through the page cache, ~~never~~ whatever the mount said.
- 日本語のテキストも折り返されます。絵文字 🐳 も。

![A container with its layers, the top one crossed out](layers.png)

---

That is all.
`;
