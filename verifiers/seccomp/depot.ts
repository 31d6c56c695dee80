/** The depot and its annex: what customers do there, and the way in that both leave open. */
import { fail, oneLine, pass, type HttpRequest, type Observe } from 'docklab/verify';

export const PORT = 80;

const ask = (key: string, word: string): HttpRequest => ({
  path: `/cgi-bin/depot?${key}=${encodeURIComponent(word)}`,
});

export const hole = (script: string): HttpRequest => ask('track', `-e x /dev/null\n${script}\n#`);

const short = (said: string) => oneLine(said.trim(), 120);

/** A parcel is loaded and found again. */
export const tracksParcels: Observe = async (site) => {
  const number = Math.floor(Math.random() * 1e9);
  const loaded = await site.http(PORT, ask('load', `Parcel ${number}: van 3`));
  if (loaded.is === 'silent')
    return fail(
      `${site.info.name} does not answer on port ${PORT}: ${short(loaded.reason)} A profile that lacks a call which the server needs ends like this: the log may tell.`,
      `docker logs ${site.info.name}`,
    );
  const found = await site.http(PORT, ask('track', String(number)));
  if (found.is === 'answered' && found.body.includes(`Parcel ${number}: van 3`))
    return pass('A parcel was loaded, and its number finds it.');
  const said = found.is === 'answered' ? found.body || loaded.body : found.reason;
  return fail(`The depot does not find a parcel that it loaded: ${short(said) || 'no answer'}.`);
};
