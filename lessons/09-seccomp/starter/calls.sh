#!/bin/sh
# The attacker tries every call that changes a mode, or an owner, by its number, and looks whether it did.
# usage: sh calls.sh depot|annex [modes|owners]
cd "$(dirname "$0")"
case $(docker info -f '{{.Architecture}}') in
aarch64 | arm64)
  modes='64:fchmod:52:fd 64:fchmodat:53:at 64:fchmodat2:452:at'
  owners='64:fchownat:54:at 64:fchown:55:fd'
  ;;
*)
  modes='64:chmod:90:path 64:fchmod:91:fd 64:fchmodat:268:at 64:fchmodat2:452:at
    32:chmod:15:path 32:fchmod:94:fd 32:fchmodat:306:at 32:fchmodat2:452:at'
  owners='64:chown:92:path 64:fchown:93:fd 64:lchown:94:path 64:fchownat:260:at
    32:chown:182:path 32:fchown:95:fd 32:lchown:16:path 32:fchownat:298:at
    32:chown32:212:path 32:fchown32:207:fd 32:lchown32:198:path'
  ;;
esac
case ${2-modes} in
owners) calls=$owners new='4242 4242' ;;
*) calls=$modes new=511 ;;
esac
exec sh attack.sh "$1" "
for try in $(echo $calls); do
  IFS=: read -r bits name number how <<end
\$try
end
  f=/dev/shm/f\$\$
  (umask 077; echo > \$f)
  before=\$(stat -c %a-%u \$f)
  case \$how in
  path) to=\$f ;;
  fd) to=7 ;;
  at) to=\"-100 \$f\" ;;
  esac
  said=\$(knock \$bits \$number \$to $new 7< \$f 2>&1) || said='killed'
  [ \$(stat -c %a-%u \$f) = \$before ] && did='-' || did='CHANGED'
  rm -f \$f
  printf '%s-bit %-10s %4s  %-8s %s\n' \$bits \$name \$number \"\$said\" \$did
done"
