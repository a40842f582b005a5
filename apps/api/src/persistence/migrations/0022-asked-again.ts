/** A message that the messenger may have, and is asked for again under the same id (GU-3). */
import { Migration } from '@mikro-orm/migrations';

export class AskedAgain extends Migration {
  override up(): void {
    this.addSql(`
      alter table message drop constraint message_delivery_check;
      alter table message add constraint message_delivery_check check (delivery in ('READY', 'CLAIMED', 'CALLING', 'ASKING', 'DONE'));`);
  }
}
