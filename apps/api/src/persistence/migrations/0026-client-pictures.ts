import { Migration } from '@mikro-orm/migrations';

/** The picture that a client shows of himself, when it was asked for, and when that ended (H-1). */
export class ClientPictures extends Migration {
  override up(): void {
    this.addSql(`
      alter table recipient
        add column picture_id uuid,
        add column picture_asked_at timestamptz,
        add column picture_checked_at timestamptz;
      alter table recipient add foreign key (portal_id, picture_id) references file;`);
  }
}
