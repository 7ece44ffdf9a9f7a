export { BackupError, type BackupErrorCode } from './errors.ts';
export { writeBackupFile } from './files/backup-file.ts';
export { productVersion } from './format/header.ts';
export { type BackupOptions, makeBackup } from './make-backup.ts';
export { readPassphrase } from './passphrase.ts';
export { verifyBackup } from './read-backup.ts';
export { probeRedis, type RedisVersion } from './redis/probe-redis.ts';
export { type Address, readStoreAccess, type StoreAccess } from './redis/store-access.ts';
export { type RestoreOptions, restoreBackup } from './restore-backup.ts';
