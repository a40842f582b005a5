import { Migration } from '@mikro-orm/migrations';

/** How loud a voice note is along its length, and which one was made of a recording in another format. */
export class VoiceNotes extends Migration {
  override up(): void {
    this.addSql(`
      alter table file add column waveform bytea, add column voice_id uuid;
      alter table file add foreign key (portal_id, voice_id) references file on delete set null (voice_id);
    `);
  }
}
