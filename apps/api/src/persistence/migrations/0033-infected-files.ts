/** A file in which the scanner found a virus: its bytes are gone, and the chat can say why (SE-33). */
import { Migration } from '@mikro-orm/migrations';

export class InfectedFiles extends Migration {
  override up(): void {
    this.addSql(`
      alter table file drop constraint file_state_check;
      alter table file add constraint file_state_check check (state in ('UPLOADING', 'READY', 'INFECTED', 'GONE'));`);
  }
}
