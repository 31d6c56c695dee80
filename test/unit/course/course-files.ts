/** The smallest valid course, to be broken one piece at a time. */

const question = `  - ask: Why?
    answers:
      - text: Because.
        right: true
        explain: Yes.
      - text: Never.
        explain: No.
`;

export const FRONT = `title: Hello
summary: A first lesson.
minutes: 5
lab: web
remember: Keep it small.
tasks:
  - id: not-root
    title: Run as another user
    points: 10
    hints: [Look at the user., Think of --user., "docker run --user 1000"]
questions:
${question}${question}${question}`;

export const lessonText = (front = FRONT, body = '# Hello\n\n```sh\nid -u\n```\n') =>
  `---\n${front}---\n${body}`;

export const courseFiles = (): Record<string, string> => ({
  'course.yaml': 'format: 1\nid: mini\ntitle: Mini\nversion: 1.0.0\n',
  'lessons/01-hello/lesson.md': lessonText(),
});
