/** One sentence per refusal, with what the person can do next (section 12 of the product). A code without a text does not compile. */
import type { RefusalCode, RefusalDetails } from '@olchat/domain';

/** A text may name what stands in `details`; never a token, another client's number or another portal's object (E-71). */
export type RefusalTexts = Record<RefusalCode, string | ((details: RefusalDetails) => string)>;
