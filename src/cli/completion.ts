/** `docklab completion SHELL`: a script for the shell's start-up file. */
import type { Command } from 'commander';
import { type Cli, print, usage } from './cli.ts';

/** Commands whose first argument is a lesson. */
const OF_LESSON = [
  'learn',
  'start',
  'verify',
  'campaign',
  'result',
  'hint',
  'solution',
  'shell',
  'stop',
  'reset',
];

export function registerCompletion(program: Command, cli: Cli): void {
  program
    .command('completion')
    .argument('<shell>', Object.keys(SCRIPTS).join(', '))
    .description('a completion script for your shell')
    .action((shell: string) => {
      const script = Object.entries(SCRIPTS).find(([name]) => name === shell)?.[1];
      if (script === undefined)
        throw usage(`There is no completion for "${shell}".`, [
          `Choose one of ${Object.keys(SCRIPTS).join(', ')}.`,
        ]);
      print(cli, script(program.commands.map((command) => command.name())));
    });
}

const LESSONS = 'docklab list --ids 2>/dev/null';

const SCRIPTS: Record<string, (commands: readonly string[]) => string> = {
  bash: (commands) => `# source <(docklab completion bash)
_docklab() {
  local word="\${COMP_WORDS[COMP_CWORD]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.join(' ')}" -- "$word"))
  elif [ "$COMP_CWORD" -eq 2 ]; then
    case "\${COMP_WORDS[1]}" in
      ${OF_LESSON.join('|')}) COMPREPLY=($(compgen -W "$(${LESSONS})" -- "$word")) ;;
    esac
  fi
}
complete -F _docklab docklab`,
  zsh: (commands) => `# source <(docklab completion zsh)
_docklab() {
  if (( CURRENT == 2 )); then
    compadd -- ${commands.join(' ')}
  elif (( CURRENT == 3 )); then
    case "$words[2]" in
      ${OF_LESSON.join('|')}) compadd -- \${(f)"$(${LESSONS})"} ;;
    esac
  fi
}
compdef _docklab docklab`,
  fish: (commands) => `# docklab completion fish | source
complete -c docklab -f
complete -c docklab -n __fish_use_subcommand -a "${commands.join(' ')}"
complete -c docklab -n "__fish_seen_subcommand_from ${OF_LESSON.join(' ')}" -a "(${LESSONS})"`,
};
