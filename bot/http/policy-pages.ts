/** A page that anybody may read, signed in or not. */
export interface Page {
  path: string;
  html: string;
}

/** What the app's manifest names, and an administrator reads before the app is let in. */
export const POLICY_PAGES: readonly Page[] = [
  {
    path: '/privacy',
    html: toHtml('Privacy', [
      'Cutover is run by your own organisation, in its own tenant or on its own machine. Nothing leaves it, and nobody else is told anything.',
      'It reads only messages that are sent to it: in channels and group chats those that mention it.',
      'It keeps: which conversations asked for reminders or alerts, and when; the servers that are reported, with their versions and who reported them; who acknowledged a reminder or an alert; questions that were handed to a person, with their answers.',
      'The text of a question is kept without a name: a day when it was answered, half a year when it was not, so that answers become better. Whoever runs Cutover can switch that off with KEEP_QUESTIONS=off, and delete what is kept with “npm run unanswered”.',
      'From Microsoft Graph it reads, where it is allowed to, whether directory synchronisation runs and when it last did. It reads no directory data.',
    ]),
  },
  {
    path: '/terms',
    html: toHtml('Terms of use', [
      'Cutover is free software under the MIT licence, without warranty of any kind. Your organisation runs it and answers for it.',
      'Its answers come from Microsoft’s published documentation, which each answer names. Where they differ, Microsoft’s page is right.',
      'Cutover is not a product of Microsoft.',
    ]),
  },
];

function toHtml(title: string, paragraphs: readonly string[]): string {
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Cutover</title>
<style>:root { color-scheme: light dark } body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }</style>
</head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;
}
