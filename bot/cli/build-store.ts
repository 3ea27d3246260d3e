import { reportFailure } from '../platform/errors.ts';
import { makeTemplate } from '../store/make-template.ts';

await makeTemplate().catch(reportFailure);
