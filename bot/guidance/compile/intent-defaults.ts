/** Title on buttons and follow-ups of an intent, unless `phrases.yaml` sets them. */
const DEFAULTS: Readonly<Record<string, { title: string; followUps: readonly string[] }>> = {
  deadline: { title: 'When is the cut-off?', followUps: ['impact', 'what-to-do', 'am-i-affected'] },
  impact: { title: 'What happens then?', followUps: ['what-to-do', 'deadline'] },
  'support-status': { title: 'Is it still supported?', followUps: ['deadline', 'what-to-do'] },
  'am-i-affected': { title: 'Am I affected?', followUps: ['what-to-do', 'deadline'] },
  'what-to-do': { title: 'What should I do?', followUps: ['cloud-sync-fit', 'upgrade-v2', 'deadline'] },
  'cloud-sync-fit': { title: 'Is cloud sync right for us?', followUps: ['evaluate-wizard', 'compare'] },
  'evaluate-wizard': { title: 'Evaluate the options', followUps: ['compare', 'upgrade-v2'] },
  compare: { title: 'Compare the options', followUps: ['evaluate-wizard', 'upgrade-v2'] },
  'what-is-cloud-sync': { title: 'What is cloud sync?', followUps: ['cloud-sync-fit', 'provisioning-agent'] },
  'provisioning-agent': { title: 'What is the provisioning agent?', followUps: ['what-is-cloud-sync'] },
  'what-is-v2': { title: 'What is V2?', followUps: ['upgrade-v2', 'version-history'] },
  'upgrade-v2': { title: 'How do I upgrade to V2?', followUps: ['what-is-v2', 'version-history'] },
  'deprecation-info': { title: 'About the deprecation', followUps: ['deadline', 'what-to-do'] },
  'version-history': { title: 'Version history', followUps: ['what-is-v2', 'upgrade-v2'] },
  'next-steps': { title: 'Next steps', followUps: ['what-to-do', 'cloud-sync-fit'] },
};

/** Intents that a retirement notice can answer. */
export const DOCUMENT_INTENTS: readonly string[] = Object.keys(DEFAULTS);

/** Intents that the notice about the bot itself answers. */
export const BOT_INTENTS: readonly string[] = [
  'reminders',
  'report-server',
  'greeting-help',
  'thanks-bye',
  'human-handoff',
];

/** The default title of an intent. For an intent without one, its name: `my-topic` becomes "My topic". */
export function defaultTitle(id: string): string {
  const words = id.replaceAll('-', ' ');
  return DEFAULTS[id]?.title ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** Default follow-ups of an intent; the notice may not have all of them. */
export function defaultFollowUps(id: string): readonly string[] {
  return DEFAULTS[id]?.followUps ?? [];
}
