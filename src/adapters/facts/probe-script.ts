/**
 * The program of the probe container: a loop that answers one request a line, until its input ends.
 *
 * Request:  `SEQ KIND MAX PATH`, PATH as `P` and plain text or `B` and base64.
 * Answer:   `SEQ PAYLOAD CODE`, PAYLOAD as base64 (a stat: `mode,uid,gid,size,inode,device`), CODE `OK` or an error name.
 *
 * Only the shell's own commands and busybox's `head base64 readlink stat ls pidof` are used. Host paths go through the
 * root of PID 1, or of the engine where PID 1's is refused: it is the host's live view, with mounts made after the probe
 * started. An engine whose root is another (one in a container or a chroot) is not the host's.
 */
import { MAX_LIST_BYTES } from './limits.ts';

export const PROBE_SCRIPT = String.raw`
set -o pipefail
LC_ALL=C; export LC_ALL
P=/host/proc
H=/host
# Held open: the process found may be a short-lived child of the engine's.
for pid in 1 $(pidof dockerd); do
  command exec 9<"$P/$pid/root/." || continue
  if [ "$(stat -c %d:%i /proc/self/fd/9/.)" = "$(stat -c %d:%i /host/.)" ]; then H=/proc/self/fd/9; break; fi
done

# Names the error of a command that failed, by the end of its message: the start may hold any path.
why() {
  M=$("$@" 2>&1 >/dev/null)
  case $M in
    *': No such file or directory') E=ENOENT ;;
    *': No such process') E=ESRCH ;;
    *': Not a directory') E=ENOTDIR ;;
    *': Permission denied') E=EACCES ;;
    *': Operation not permitted') E=EPERM ;;
    *': Too many levels of symbolic links' | *': Symbolic link loop') E=ELOOP ;;
    *': Is a directory') E=EISDIR ;;
    *': Invalid argument') E=EINVAL ;;
    *) E=EIO ;;
  esac
}

# Follows symlinks from base $1 along $2 without leaving root $3; $4 is keep or follow. Sets R, or E.
walk() {
  base=$1; todo=$2; done=; links=0
  while [ -n "$todo" ]; do
    part=\${todo%%/*}
    case $todo in */*) todo=\${todo#*/} ;; *) todo= ;; esac
    case $part in
      '' | .) continue ;;
      ..) done=\${done%/*}; continue ;;
    esac
    next=$done/$part
    case $base$next in "$H/proc/self" | "$H/proc/thread-self") E=EINVAL; return ;; esac
    if [ -L "$base$next" ] && ! { [ "$4" = keep ] && [ -z "$todo" ]; }; then
      target=$(readlink -n "$base$next"; echo .); target=\${target%.}
      if [ -n "$target" ]; then
        links=$((links + 1))
        if [ $links -gt 40 ]; then E=ELOOP; return; fi
        case $target in /*) base=$3; done= ;; esac
        todo=$target/$todo
        continue
      fi
    fi
    done=$next
  done
  R=$base$done
  [ -n "$R" ] || R=/
}

# Sets R to the path to read for $1.
locate() {
  case $1 in
    /proc/[0-9]*)
      case $1 in
        /proc/*/root/* | /proc/*/cwd/*) inside "$1" "$2" ;;
        *) R=/host$1 ;;
      esac ;;
    *) walk "$H" "$1" "$H" "$2" ;;
  esac
}

# /proc/PID/root/REST, /proc/PID/task/TID/cwd/REST: walked inside that process's root.
inside() {
  rest=\${1#/proc/}
  own=$P/\${rest%%/*}; rest=\${rest#*/}
  case $rest in task/*) rest=\${rest#task/}; own=$own/task/\${rest%%/*}; rest=\${rest#*/} ;; esac
  case $rest in
    root/*) walk "$own/root" "\${rest#root/}" "$own/root" "$2" ;;
    cwd/*) walk "$own/cwd" "\${rest#cwd/}" "$own/root" "$2" ;;
    *) R=/host$1 ;;
  esac
}

text() {
  locate "$path" follow
  [ "$E" = OK ] || return
  if [ -f "$R" ]; then head -c "$max" "$R" 2>/dev/null | base64 -w 0 || why head -c 1 "$R"
  elif [ -d "$R" ]; then E=EISDIR
  elif [ -e "$R" ]; then E=EINVAL
  else why head -c 1 "$R"; fi
}

link() {
  locate "$path" keep
  [ "$E" = OK ] || return
  if [ -L "$R" ]; then readlink -n "$R" | base64 -w 0 || why readlink -v "$R"
  elif [ -e "$R" ]; then E=EINVAL
  else why stat "$R"; fi
}

statof() {
  locate "$path" keep
  [ "$E" = OK ] || return
  if line=$(stat -c '%f,%u,%g,%s,%i,%d' "$R" 2>/dev/null); then printf %s "$line"; else why stat "$R"; fi
}

# The shell's own patterns read the names and nothing else, so that an entry that goes away meanwhile is no error.
names() {
  set -- * .[!.]* ..?*
  # Nothing matched: an empty directory, or one that may be entered but not read.
  if [ "$*" = '* .[!.]* ..?*' ] && ! ls -A . >/dev/null 2>&1; then why ls -A .; return; fi
  for name in "$@"; do
    case $name in '*' | '.[!.]*' | '..?*') [ -e "./$name" ] || [ -L "./$name" ] || continue ;; esac
    printf '%s\0' "$name"
  done | head -c ${MAX_LIST_BYTES} | base64 -w 0
}

list() {
  locate "$path" follow
  [ "$E" = OK ] || return
  if cd "$R" 2>/dev/null; then
    names
    cd /
  elif [ -e "$R" ] && ! [ -d "$R" ]; then E=EINVAL
  else why ls "$R/"; fi
}

while IFS=' ' read -r seq kind max path; do
  case $path in
    P*) path=\${path#P} ;;
    B*) path=$(printf %s "\${path#B}" | base64 -d; echo .); path=\${path%.} ;;
  esac
  E=OK
  R=
  printf '%s ' "$seq"
  case $kind in
    t) text ;;
    l) link ;;
    s) statof ;;
    d) list ;;
  esac
  printf ' %s\n' "$E"
done
`.replaceAll('\\$', '$');
