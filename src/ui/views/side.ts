/** What stands beside the text: the tasks, or what was opened in their place. */
import { maySeeSolution } from '../../course/exam.ts';
import type { Highlight } from '../markdown/highlight.ts';
import type { Side } from '../state/lesson-ui.ts';
import { giveUpQuestion, resetQuestion, solutionQuestion } from './asking.ts';
import { campaignPane } from './campaign.ts';
import { contentsPane } from './contents.ts';
import type { ContentsView } from './contents.ts';
import { finishPane } from './finish.ts';
import type { FinishView } from './finish.ts';
import type { PaneContent } from './pane.ts';
import { questionsPane, questionsTitle } from './questions.ts';
import { solutionPane } from './solution.ts';
import { tasksPane } from './tasks.ts';
import type { TasksView } from './tasks.ts';

export interface SideView extends TasksView, FinishView, Pick<ContentsView, 'document' | 'top'> {
  readonly side: Side;
  readonly highlight: Highlight;
}

export interface SidePane {
  readonly title: string;
  readonly content: PaneContent;
}

/** Title and rows of the pane for its size. */
export function sidePane(view: SideView, width: number, height: number): SidePane {
  const { side, lesson, state } = view;
  switch (side.is) {
    case 'tasks':
      return { title: 'Tasks', content: tasksPane(view, width, height) };
    case 'questions': {
      const questions = { ...side, lesson, answers: state.answers };
      return { title: questionsTitle(questions), content: questionsPane(questions, width) };
    }
    case 'ask-solution': {
      const task = lesson.tasks.find(({ id }) => id === view.selected);
      if (!maySeeSolution(lesson, view))
        return { title: 'Reference solution', content: giveUpQuestion(width) };
      const content = solutionQuestion(task, view.hints.length, width);
      return { title: 'Reference solution', content };
    }
    case 'solution':
      return {
        title: 'Reference solution',
        content: solutionPane(side.files, width, view.highlight),
      };
    case 'ask-reset':
      return { title: 'Reset', content: resetQuestion(lesson, side.plan, width) };
    case 'contents':
      return { title: 'Contents', content: contentsPane({ ...view, ...side }, width) };
    case 'campaign':
      return { title: 'The intruder', content: campaignPane(state.campaign, width) };
    case 'finish':
      return { title: 'What is next', content: finishPane(view, width) };
  }
}
