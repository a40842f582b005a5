import type { Messenger, Publication } from '@olchat/client';
import { storeToRefs } from 'pinia';
import { computed, type ComputedRef, type Ref, ref } from 'vue';
import type { Account } from '../../account/use-accounts.ts';
import { keptFiles, useDraftAttachments } from '../../draft/draft-attachments.ts';
import { namesAnother } from '../../draft/names-another.ts';
import { type StoredDraft, type UseComposerDraft, useComposerDraft } from '../../draft/use-composer-draft.ts';
import type { FileRules } from '../../files/attachment.ts';
import { type ComposerAttachments, useComposerAttachments } from '../../files/composer-attachments.ts';
import { carries, type FormPart, type FormTab } from '../../message/form-part.ts';
import type { Card } from '../../message/message.ts';
import type { UseSendMessage } from '../../message/use-send-message.ts';
import type { Recipient } from '../../recipient/use-recipients.ts';
import { type ComposerTemplates, useComposerTemplates } from '../../templates/composer-templates.ts';
import type { TextBox } from '../../templates/use-filled-text.ts';
import { useCardForm } from './use-card-form.ts';
import type { Whom } from './use-whom.ts';

export interface WritingOptions {
  card: Card;
  messenger: Messenger;
  account: Ref<Account | undefined>;
  whom: Whom;
  publication: Ref<Publication>;
  box: Ref<TextBox | null>;
  /** To where the next thing is written, when this one has left. */
  focusNext: () => void;
  fileRules: () => FileRules | undefined;
  send: UseSendMessage['send'];
  /** A refused press came back into the form: its bubble goes. */
  takenBack: (key: string) => void;
}

export interface Writing {
  /** What a press sends now. */
  part: ComputedRef<FormPart>;
  templates: ComposerTemplates;
  attachments: ComposerAttachments;
  draft: UseComposerDraft;
  /** Whose text was in the box before: it may greet him by name (#5301). */
  earlier: ComputedRef<Recipient | undefined>;
  /** The text that is right although it names the earlier recipient. */
  confirmedText: Ref<string | undefined>;
  isForAnother: ComputedRef<boolean>;
  /** Shown as long as what was refused stands in the form unchanged. */
  refusal: ComputedRef<string | undefined>;
  /** One press of «ОТПРАВИТЬ»; nothing may stand in its way. */
  send: () => Promise<void>;
}

/** What is written: its text, what goes with it, its draft, and its way out of the form and back. */
export function useWriting(options: WritingOptions): Writing {
  const { card, messenger, account, whom, publication, box, fileRules, send, takenBack } = options;
  const form = useCardForm();
  const { recipientId, text, createActivity } = storeToRefs(form);
  const templates = useComposerTemplates(card, recipientId, text, box);
  const part = computed<FormPart>(() => (messenger === 'TELEGRAM' ? form.tab : 'ALL'));
  const attachments = useComposerAttachments(() => account.value, fileRules, {
    part: () => part.value,
    // Also what was dropped or pasted while another tab was open.
    chosen: () => (form.tab = 'FILES'),
  });
  const attachmentsOf = useDraftAttachments(card);

  const draft = useComposerDraft({
    card,
    recipientId,
    read: () => ({
      text: text.value,
      ...keptFiles(attachments.store),
      publication: publication.value,
      createActivity: createActivity.value,
    }),
    holdsMore: () => attachments.store.all.some(({ fileId }) => fileId === undefined),
    write: stored => {
      text.value = stored?.text ?? '';
      attachments.store.put(attachmentsOf(stored, recipientId.value));
      if (!stored) return;
      form.tab = fullTab(stored);
      if (stored.publication) {
        form.isPublished = stored.publication !== 'NONE';
        form.publication = stored.publication;
      }
      createActivity.value = stored.createActivity;
    },
  });

  const earlier = computed(() => whom.numbers.recipients.value.find(({ id }) => id === draft.carriedFrom.value));
  const confirmedText = ref<string>();
  const isForAnother = computed(() => {
    const recipient = whom.recipient.value;
    if (!earlier.value || !recipient || confirmedText.value === text.value) return false;
    return namesAnother(text.value, earlier.value.label, recipient.label) !== undefined;
  });

  const lastRefusal = ref<{ content: string; message: string }>();
  const standing = computed(() => {
    const files = attachments.store.within(part.value).map(({ key }) => key);
    return JSON.stringify([part.value, carries(part.value, 'TEXT') && text.value, files]);
  });
  const refusal = computed(() => (lastRefusal.value?.content === standing.value ? lastRefusal.value.message : undefined));

  async function sendAll(): Promise<void> {
    const recipient = whom.recipient.value;
    const sent = part.value;
    const withText = carries(sent, 'TEXT');
    if (!account.value || !recipient || (withText && templates.question.holdsBack())) return;
    const words = withText ? text.value : '';
    const templateId = withText ? templates.filling.templateId.value : undefined;
    const draftVersion = draft.take();
    const bringBack = templates.filling.keep();
    const carried = attachments.store.take(sent);
    lastRefusal.value = undefined;
    if (withText) text.value = '';
    options.focusNext();
    const content = {
      accountId: account.value.id,
      recipientId: recipient.id,
      text: words,
      templateId,
      publication: publication.value,
      createActivity: createActivity.value,
      attachments: carried,
    };
    const outcome = await send(content, draftVersion);
    // Nobody knows: it may have been taken in, and the words stand in their bubble.
    if (outcome.kind !== 'refused') return draft.settle(true);
    const isSomebodyElse = recipientId.value !== recipient.id;
    if (isSomebodyElse || (withText && text.value !== '') || attachments.store.within(sent).length > 0) return draft.settle(false);
    // Refused, and nothing new was written meanwhile, and nobody else was chosen: the words go back where they came from (W-29).
    takenBack(outcome.key);
    if (withText) {
      text.value = words;
      bringBack();
    }
    attachments.store.giveBack(carried);
    draft.settle(false);
    if (part.value === sent) lastRefusal.value = { content: standing.value, message: outcome.refusal.message };
  }

  return { part, templates, attachments, draft, earlier, confirmedText, isForAnother, refusal, send: sendAll };
}

/** The first tab on which something stands. */
function fullTab({ text, files, voice }: StoredDraft): FormTab {
  if (text.trim() !== '' || (files.length === 0 && !voice)) return 'TEXT';
  return files.length > 0 ? 'FILES' : 'VOICE';
}
