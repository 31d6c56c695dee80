import { unsupported, type Observe } from 'docklab/verify';

/** A rootless engine cannot write device rules; there the host's own file permissions keep the devices closed. */
export const whereDevicesAreHeld =
  (observe: Observe): Observe =>
  async (press, context) =>
    context.host.engine.rootless
      ? unsupported(
          'A rootless engine has no device rules: what your own user may not open, its containers may not open either.',
        )
      : observe(press, context);
