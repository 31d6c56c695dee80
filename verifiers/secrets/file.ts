/** The file from which the shop has its password. */
import type { Observe } from 'docklab/verify';
import { mountedForApp } from '../shared/password-file.ts';
import { passwordsOf } from './passwords.ts';

export const mountedForShop: Observe = async (shop, { host, lab }) =>
  mountedForApp(shop, host, await passwordsOf(host, lab), 'VAULT_PASSWORD_FILE');
