/** A page for everyone, without signing in. */
export interface Page {
  path: string;
  html: string;
}

/** The pages that the app's manifest names; administrators read them before they allow the app. */
export const POLICY_PAGES: readonly Page[] = [
  {
    path: '/privacy',
    html: toHtml('Privacy', [
      'Your organisation runs Cutover itself, in its own tenant or on its own machine. Cutover shares no data with anyone else.',
      'It reads only messages that are sent to it; in channels and group chats, only messages that mention it.',
      'It stores which conversations asked for reminders or alerts, and their schedules; servers, their versions, and who reported them; who acknowledged a reminder or an alert; and questions that were forwarded to a person, with their answers.',
      'For a year, it records who changed what: the person’s name and ID, the time, and the values before and after.',
      'To improve its answers, it stores the text of questions without a name: for a day if they were answered, for half a year if not. An administrator can turn this off with KEEP_QUESTIONS=off, and delete stored questions with “npm run unanswered”.',
      'With permission, it reads from Microsoft Graph whether directory synchronisation is enabled and when it last ran. It reads no directory data.',
    ]),
  },
  {
    path: '/terms',
    html: toHtml('Terms of use', [
      'Cutover is free software under the MIT licence, without warranty of any kind. Your organisation runs it and is responsible for it.',
      'Its answers come from Microsoft’s published documentation, and each answer names its source. If they differ, Microsoft’s page applies.',
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
