import { SystemError } from '@motus/local-system';

/** Why a backup or a restore failed; the codes are stable. */
export type BackupErrorCode =
  | 'passphrase_missing'
  | 'passphrase_wrong'
  | 'not_a_backup'
  | 'other_version'
  | 'damaged'
  | 'newer_redis'
  | 'data_present'
  | 'game_running'
  | 'store_unreachable'
  | 'secrets_missing'
  | 'file_unusable';

/** An error that the user can act on; its message is one line for the terminal. */
export class BackupError extends SystemError {
  override name = 'BackupError';
  readonly code: BackupErrorCode;

  constructor(code: BackupErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
