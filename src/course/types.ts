/** The course as data, after parsing. Everything here is trusted: it went through the schema. */
import type { Block } from './block.ts';

export interface Course {
  /** Absolute folder. */
  dir: string;
  id: string;
  title: string;
  version: string;
  lessons: readonly Lesson[];
}

/** What a lesson cannot do without on the learner's host, beyond an engine. */
export type Need = 'apparmor' | 'selinux' | 'audit' | 'seccomp' | 'cgroup-v2' | 'privileged';

export interface Task {
  id: string;
  title: string;
  points: number;
  /** From a nudge to nearly the command; shown one at a time. None in an exam. */
  hints: readonly string[];
}

interface Answer {
  text: string;
  right: boolean;
  explain: string;
}

export interface Question {
  ask: string;
  answers: readonly Answer[];
}

export interface Lesson {
  /** An `exam` has no hints, and its solution is for who has ended it. */
  kind: 'lesson' | 'exam';
  id: string;
  /** Its place in `course.yaml`, from 1; where that names no lessons, the number of its folder. */
  order: number;
  /** Ids of the lessons that it builds on, all of them earlier ones. Nobody is kept from it. */
  after: readonly string[];
  title: string;
  summary: string;
  minutes: number;
  needs: readonly Need[];
  /** Id of the lab in `labs/`. */
  lab: string;
  tasks: readonly Task[];
  questions: readonly Question[];
  /** The one line to remember. */
  remember: string;
  blocks: readonly Block[];
  /** Absolute folder of the lesson. */
  dir: string;
}
