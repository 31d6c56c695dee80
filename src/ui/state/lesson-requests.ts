/** What the lesson screen asks of the learner, and what it says when that fails. */
import type { LessonState } from '../../app/learner.ts';
import { NO_HINTS } from '../../course/exam.ts';
import type { Action } from '../keys.ts';
import { isInTurns } from '../layout.ts';
import { isSettled, stateOf } from '../views/tasks.ts';
import { errorWords } from './error-words.ts';
import { hintTask } from './follow.ts';
import type { LessonContext } from './lesson-keys.ts';

/** One more hint for the opened task, brought into sight. */
export function showHint({
  learner,
  lesson,
  state,
  ui,
  selected,
  shape,
  dispatch,
}: LessonContext): void {
  if (lesson.kind === 'exam')
    return dispatch({ is: 'say', text: `${NO_HINTS} i lets the intruder come.` });
  const wanted = hintTask(state.tasks, ui.selection) ?? selected;
  const task = lesson.tasks.find(({ id }) => id === wanted);
  if (task === undefined) return;
  const shown = learner.hints(lesson.id, task.id).length;
  if (isSettled(stateOf(state, task.id)))
    return dispatch({ is: 'say', text: `Nothing is left to do in “${task.title}”.` });
  if (task.id !== selected) dispatch({ is: 'select', task: task.id });
  if (shown < task.hints.length) learner.hint(lesson.id, task.id);
  else dispatch({ is: 'say', text: 'No more hints for this task. o shows the solution.' });
  dispatch({ is: 'show-hint', focus: isInTurns(shape) ? 'side' : undefined });
}

/** Keys that ask something of the lab; what needs a running one says so where there is none. */
export function askLearner(action: Action, context: LessonContext): void {
  const { learner, lesson, state, dispatch } = context;
  const isRunning = state.lab.is === 'running';
  const notYet = (): void => dispatch({ is: 'say', text: labWords(state) });
  switch (action) {
    case 'shell':
      if (context.shell?.is === 'open') return dispatch({ is: 'to-shell' });
      if (!isRunning) return notYet();
      return context.shell === undefined
        ? attempt(context.handOver(), context)
        : dispatch({ is: 'to-shell' });
    case 'verify':
      return isRunning ? attempt(learner.verify(lesson.id), context) : notYet();
    case 'retry-lab':
      if (state.lab.is === 'failed' || state.lab.is === 'absent')
        return attempt(learner.enter(lesson.id), context);
      return dispatch({ is: 'say', text: `The lab is ${state.lab.is}. r starts it anew.` });
    case 'cancel':
      if (state.lab.is === 'starting') return attempt(learner.cancel(lesson.id), context);
      return dispatch({ is: 'say', text: 'Nothing is under way that could be stopped.' });
    case 'campaign':
      return isRunning ? letIntruderCome(context) : notYet();
    case 'stop-campaign':
      if (state.campaign?.is === 'running') return learner.stopCampaign(lesson.id);
      return dispatch({ is: 'say', text: 'The intruder is not at work: i lets them come again.' });
    case 'solution':
      return dispatch({ is: 'show', side: { is: 'ask-solution' } });
    case 'reset':
      dispatch({ is: 'show', side: { is: 'ask-reset', plan: undefined } });
      return attempt(
        learner.freshPlan([lesson.id]).then((plan) => dispatch({ is: 'fresh-plan-read', plan })),
        context,
      );
    default:
      return;
  }
}

/** From the beginning, unless they are at work. */
function letIntruderCome(context: LessonContext): void {
  context.dispatch({ is: 'show', side: { is: 'campaign' } });
  attempt(context.learner.campaign(context.lesson.id), context);
}

function labWords({ lab }: LessonState): string {
  if (lab.is === 'failed' || lab.is === 'absent') return 'The lab is not running: l starts it.';
  return 'The lab is not ready yet; every task is verified as soon as it runs.';
}

/** What was asked for is done. A reset waits until the list of removals was there to read. */
export function confirm(context: LessonContext): void {
  const { ui, learner, lesson, dispatch } = context;
  if (ui.side.is === 'ask-solution') {
    dispatch({ is: 'show', side: { is: 'solution', files: undefined } });
    attempt(
      learner.solution(lesson.id).then((files) => dispatch({ is: 'solution-read', files })),
      context,
    );
  }
  if (ui.side.is === 'ask-reset' && ui.side.plan !== undefined) {
    dispatch({ is: 'close' });
    attempt(learner.reset(lesson.id), context);
  }
}

/** A request that fails says why and closes what waited for it. */
function attempt(request: Promise<void>, { dispatch }: LessonContext): void {
  request.catch((error: unknown) => {
    dispatch({ is: 'failed', text: errorWords(error) });
  });
}
