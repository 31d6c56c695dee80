/** What each check expects, why, and a command that shows it. */
export const WORDS = {
  'customers-served': {
    expected: 'A customer orders, finds the order again, and the very first order is still there.',
    why: 'A shop that is shut is no safer, and nobody pays for it.',
    see: 'sh customers.sh',
  },
  'crowd-served': {
    expected: 'Thirty-two orders, eight at a time, are all taken within 12 seconds.',
    why: 'A limit that strangles an app is soon taken away, and then there is none.',
    see: 'sh customers.sh 8',
  },
  'rewrite-app': {
    tries: 'as the app, open its scripts, /bin and /etc/passwd for writing',
    expected:
      "An intruder with the app's rights can write neither its code nor the container's programs.",
    why: 'A visit ends with its request; a changed script serves everyone who comes after.',
    see: "docker exec $LAB_WEB sh -c 'id; ls -lan /app'",
  },
  'no-root-process': {
    expected: 'No process of the three containers has uid 0.',
    why: 'For uid 0 no mode counts, and outside of the container it is uid 0 as well.',
    see: 'docker top $LAB_STORE',
  },
  'no-root-group': {
    expected: 'No process of the three containers is in group 0.',
    why: "Root's group may read or write much of a system, and of what is mounted.",
    see: "docker exec $LAB_WEB grep -E '^(Uid|Gid|Groups):' /proc/1/status",
  },
  'plant-program': {
    tries: 'as root, leave a program among the pages',
    expected: 'Planting a program in a web root fails with "Read-only file system", for root too.',
    why: 'What is planted stays when the intruder has gone.',
    see: 'docker exec --user 0 $LAB_WEB touch /app/www/planted',
  },
  'find-place': {
    tries: 'write a small program into every folder, and start it there',
    expected:
      'In no folder can a program be left and started; only the orders of the store are let be.',
    why: 'Most intrusions download a ready program, and need one folder to start it from.',
    see: 'docker exec $LAB_API grep -w rw /proc/self/mounts',
  },
  'root-mounted-ro': {
    expected: 'The kernel has the root filesystem of all three mounted read-only.',
    why: 'Then no user of the container, not even root, can change it.',
    see: "docker exec $LAB_STORE grep ' / / ' /proc/self/mountinfo",
  },
  'small-places': {
    expected:
      'All that is writable, but for the orders, is a tmpfs with noexec, nosuid, nodev and a size of 64 MB or less.',
    why: 'A tmpfs is memory, and without a size it may take half of the machine.',
    see: 'docker exec $LAB_WEB grep -w rw /proc/self/mounts',
  },
  'start-helpers': {
    tries: 'as nobody in particular, start the helpers that came with the image',
    expected: "Starting the image's helpers leaves an intruder who is nobody with no more rights.",
    why: 'An intruder looks for setuid programs first: it is one command.',
    see: 'docker exec --user 54321:54321 $LAB_WEB /usr/local/bin/asroot /bin/id',
  },
  'no-bits-in-image': {
    expected: 'No file that a container of the three images sees has a setuid or setgid bit.',
    why: 'Every such program is a door to the rights of its owner.',
    see: "docker run --rm --user 0 --entrypoint find $(docker inspect -f '{{.Image}}' $LAB_WEB) / -xdev -type f -perm /6000",
  },
  'nnp-in-force': {
    expected: 'The kernel has NoNewPrivs: 1 for every process of the three.',
    why: 'Then no program gives more rights than its caller has, whoever left it there.',
    see: 'docker exec $LAB_WEB grep NoNewPrivs /proc/1/status',
  },
  'list-processes': {
    tries: 'list all processes and look for what is not of the shop',
    expected: "From no container are the machine's own programs seen.",
    why: 'Whoever sees a process reads its command line: sessions, paths, versions.',
    see: 'docker exec $LAB_WEB ps',
  },
  'read-memory': {
    tries: 'look through all shared memory',
    expected: "From no container is the machine's shared memory read.",
    why: 'Programs pass each other sessions and pages of databases through it.',
    see: 'docker exec $LAB_STORE ls -l /dev/shm',
  },
  'own-borders': {
    expected: 'Each container has pid, net and ipc namespaces of its own.',
    why: 'Whoever shares a namespace has all that the kernel keeps in it, and needs no exploit.',
    see: "docker inspect -f '{{.Name}} {{.HostConfig.PidMode}} {{.HostConfig.NetworkMode}} {{.HostConfig.IpcMode}}' $LAB_WEB $LAB_API $LAB_STORE",
  },
  'look-around': {
    tries: 'read environments, command lines and what docker inspect tells',
    expected: 'No environment, command line or label of the three holds a password of the store.',
    why: 'Every child process inherits the environment, and docker inspect prints it.',
    see: "docker inspect -f '{{.Config.Env}}' $LAB_API $LAB_STORE",
  },
  'read-images': {
    tries: 'take the images apart, layer by layer, for passwords',
    expected: 'No layer of the three images and no line of their history holds one.',
    why: 'Whoever may pull an image reads all of its layers.',
    see: "docker history --no-trunc $(docker inspect -f '{{.Image}}' $LAB_API)",
  },
  'use-leaked': {
    tries: 'knock at the store with the password that stood in the image',
    expected: 'The store is closed to whoever comes with the password that leaked.',
    why: 'Nobody can take back what somebody may have copied.',
    see: 'docker inspect $LAB_STORE',
  },
  'one-file': {
    expected:
      'A new password is in a mounted file at api and store, for their user alone, and nowhere at web.',
    why: 'A file has an owner and a mode. A variable has neither.',
    see: "docker inspect -f '{{.Name}} {{.Mounts}}' $LAB_API $LAB_STORE $LAB_WEB",
  },
  'second-door': {
    tries: 'ask the store at every port and for every page, without any password',
    expected: 'Whoever has no password gets no order, at whichever port.',
    why: 'What nobody looks after is what an intruder looks for.',
    see: 'docker run --rm --network $LAB_NET $LAB_BASE wget -qO- http://$LAB_STORE:2323/orders',
  },
  'one-listener': {
    expected: 'In each container one app listens, on one port.',
    why: 'Two apps in one container share files, rights and faults.',
    see: 'docker exec $LAB_STORE netstat -tln',
  },
  'use-rights': {
    tries: 'as root, give a file away, make a disk, open a raw socket, name the machine',
    expected:
      'Root in a container can give no file away, make no device, open no raw socket and not name the machine.',
    why: 'A bug in any program may make an intruder root of the container: then these rights are what counts.',
    see: 'docker exec --user 0 $LAB_API hostname "$(docker exec $LAB_API hostname)"',
  },
  'no-rights': {
    expected: 'No process of the three has any capability in reach.',
    why: 'The shop needs none, and every one that is left is a call that an intruder may make.',
    see: 'docker exec $LAB_API grep Cap /proc/1/status',
  },
  'reach-kernel': {
    tries: 'ask the kernel for its keyring and for a namespace',
    expected: "From no container are the kernel's keyring or a new namespace reached.",
    why: 'CVE-2022-0185 began with a namespace that an unfiltered container may make.',
    see: 'docker exec --user 0 $LAB_STORE unshare -U true',
  },
  'filter-on': {
    expected: 'A filter that stops what the default one stops is in force for every process.',
    why: 'Some forty calls that no service makes lead into rarely used code of the kernel.',
    see: 'docker exec $LAB_STORE grep Seccomp: /proc/1/status',
  },
  'memory-hog': {
    tries: 'in web, take 128 MB of memory',
    expected: 'A process in web that wants 128 MB is killed at the limit.',
    why: 'When the machine runs out of memory, the kernel kills a process somewhere.',
    see: 'docker exec $LAB_WEB dd if=/dev/zero of=/dev/null bs=128M count=1',
  },
  'fork-bomb': {
    tries: 'in web, start 150 processes',
    expected: 'A bomb in web that makes 150 processes is refused at the limit.',
    why: 'Process numbers are shared by the whole machine.',
    see: "docker inspect -f '{{.HostConfig.PidsLimit}}' $LAB_WEB",
  },
  'cpu-burn': {
    tries: 'in web, burn two CPUs',
    expected: 'Two burners in web are held back.',
    why: 'Whoever mines coins in web takes the time from everybody else.',
    see: 'docker stats --no-stream $LAB_WEB',
  },
  'memory-held': {
    expected: 'The kernel holds each of the three to 64 MB of memory or less.',
    why: 'One of them is enough to take all of it.',
    see: "docker inspect -f '{{.Name}} {{.HostConfig.Memory}}' $LAB_WEB $LAB_API $LAB_STORE",
  },
  'swap-held': {
    expected: 'Memory and swap together are held to 64 MB or less.',
    why: 'A hog in swap keeps the disk busy, and everybody waits for it.',
    see: "docker inspect -f '{{.Name}} {{.HostConfig.MemorySwap}}' $LAB_WEB $LAB_API $LAB_STORE",
  },
  'pids-held': {
    expected: 'The kernel holds each of the three to 100 processes or less.',
    why: 'Without a process number nobody can log in to end the bomb.',
    see: "docker inspect -f '{{.Name}} {{.HostConfig.PidsLimit}}' $LAB_WEB $LAB_API $LAB_STORE",
  },
  'cpu-held': {
    expected: 'The kernel holds each of the three to one CPU or less.',
    why: 'The others of the machine need some, too.',
    see: "docker inspect -f '{{.Name}} {{.HostConfig.NanoCpus}} {{.HostConfig.CpuQuota}}' $LAB_WEB $LAB_API $LAB_STORE",
  },
} as const;
