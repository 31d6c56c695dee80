/** What the kernel says of the flag that keeps programs from giving rights. */
import { fail, oneLine, pass, type ContainerProcess, type Observe } from 'docklab/verify';

export const nameOf = ({ argv, status }: ContainerProcess) =>
  oneLine(argv.join(' ') || status.name, 60);

export const noNewPrivileges: Observe = async (web) => {
  const processes = await web.processes();
  const without = processes.find(({ status }) => !status.noNewPrivs);
  if (without === undefined)
    return pass('The kernel says NoNewPrivs: 1 for every process of the container.');
  const said = web.info.securityOpt.find((option) => option.startsWith('no-new-privileges'));
  const why =
    said === undefined
      ? 'docker run was given no such option'
      : /[=:]false$/.test(said)
        ? `you said ${said}, which switches it off`
        : `${said} was asked for, but this process was started without it`;
  return fail(`The kernel says NoNewPrivs: 0 for \`${nameOf(without)}\`: ${why}.`);
};
