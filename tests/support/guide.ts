import type { TenantPortfolios } from '../../bot/deadlines/tenant-portfolios.ts';
import type { Guide } from '../../bot/guidance/guide.ts';
import type { Portfolio } from '../../bot/guidance/portfolio.ts';
import { loadPhrases, loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';
import { loadActRecogniser } from '../../bot/sources/notices/act-recogniser.ts';
import { loadRecogniser } from '../../bot/sources/notices/recogniser-file.ts';
import type { Recogniser } from '../../bot/understanding/recogniser.ts';

const FIRST_NOTICE = 'azure-ad-connect-v1';

let portfolio: Promise<Portfolio> | null = null;
let recogniser: Promise<Recogniser> | null = null;

/** The notice about Azure AD Connect V1 alone, which most tests are about; compiled once for all of them. */
export function theOnlyNotice(): Promise<Portfolio> {
  return (portfolio ??= loadPortfolio({ folder: null, ids: [FIRST_NOTICE] }));
}

export async function theGuide(): Promise<Guide> {
  const guide = (await theOnlyNotice()).guides.get(FIRST_NOTICE);
  if (!guide) throw new Error(`There is no notice ${FIRST_NOTICE}.`);
  return guide;
}

/** Notices that no tenant has set a date for, and that never change. */
export function unchanging(portfolio: Portfolio): Pick<TenantPortfolios, 'stated' | 'of' | 'currentOf'> {
  const read = () => Promise.resolve(portfolio);
  return { stated: () => portfolio, of: read, currentOf: read };
}

/** Trained by the build on the phrases of all notices. */
export function theRecogniser(): Promise<Recogniser> {
  return (recogniser ??= loadPhrases().then(loadRecogniser));
}

/** What an app understands with: the recognisers of questions and of acts. */
export async function theRecognisers(): Promise<{ recognise: Recogniser; recogniseActs: Recogniser }> {
  return { recognise: await theRecogniser(), recogniseActs: await theActRecogniser() };
}

let actRecogniser: Promise<Recogniser> | null = null;

/** Trained by the build on what people type when they want something done. */
export function theActRecogniser(): Promise<Recogniser> {
  return (actRecogniser ??= loadActRecogniser());
}
