import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/audit/report.ts';
import { auditHtml } from '../../../src/cli/audit-html.ts';
import { auditJunit } from '../../../src/cli/audit-junit.ts';
import { auditSarif } from '../../../src/cli/audit-sarif.ts';
import { auditText } from '../../../src/cli/audit-text.ts';
import { unseen } from '../../../src/audit/facts.ts';
import { BAD, factsOf, GOOD } from '../audit/support.ts';

const WAIVER = {
  rule: 'own-pid-namespace',
  subject: '*',
  reason: 'it watches <the> host',
  until: '2030-01-01',
};

function reported(name = 'a<b>&"c') {
  const facts = factsOf({
    containers: [GOOD, { ...BAD, name }],
    host: { sshServers: unseen('not here') },
  });
  const include = ['seccomp', 'own-pid-namespace', 'no-ssh-server', 'selinux', 'no-swarm-mode'];
  const acceptance = { waivers: [WAIVER], today: '2026-11-25' };
  return { facts, report: judge(facts, { include, exclude: [] }, acceptance) };
}

describe('JUnit', () => {
  test('a failure for what is wrong, a skip for what was not decided, nothing for a pass', () => {
    expect(auditJunit(reported().report)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="docklab audit" tests="5" failures="1">
        <testsuite name="5 Containers" tests="5" failures="1" skipped="3">
          <testcase classname="docklab.audit.no-swarm-mode" name="5.1 Swarm mode is off where nobody needs it"/>
          <testcase classname="docklab.audit.selinux" name="5.3 Containers have an SELinux label, where the kernel has SELinux">
            <skipped message="not-applicable: The engine does not use SELinux: its kernel has none, or selinux-enabled is off."/>
          </testcase>
          <testcase classname="docklab.audit.no-ssh-server" name="5.7 No SSH server runs in a container">
            <skipped message="unknown: not here"/>
          </testcase>
          <testcase classname="docklab.audit.own-pid-namespace" name="5.16 Containers do not see the host&#39;s processes">
            <skipped message="accepted: it watches &lt;the&gt; host (until 2030-01-01)"/>
          </testcase>
          <testcase classname="docklab.audit.seccomp" name="5.22 System calls of containers are filtered">
            <failure type="high" message="Hundreds of rarely used system calls, where bugs of the kernel are.">a&lt;b&gt;&amp;&quot;c has its filter of system calls off: unconfined
      Put right: Run it without --security-opt seccomp=unconfined.</failure>
          </testcase>
        </testsuite>
      </testsuites>"
    `);
  });
});

describe('HTML', () => {
  const { facts, report } = reported('<script>alert(1)</script>');
  const page = auditHtml(facts, report);

  test('holds every rule, with what is wrong opened and linked', () => {
    expect(page.match(/<details /g)).toHaveLength(5);
    expect(page).toContain('<details class="warn" id="seccomp" open>');
    expect(page).toContain('<a href="#seccomp">5.22 System calls of containers are filtered</a>');
    expect(page).toContain('accepted until 2030-01-01');
  });

  test('runs nothing and loads nothing, whatever a name holds', () => {
    expect(page).not.toMatch(/<script|<img|<link|src=|https?:/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain("default-src 'none'");
  });
});

describe('SARIF', () => {
  test('has a result for each thing that is wrong, and says what is accepted', () => {
    const { runs } = auditSarif(reported('web').report, '1.2.3');
    expect(runs[0]?.tool.driver.rules).toHaveLength(5);
    expect(runs[0]?.results).toMatchObject([
      {
        ruleId: 'own-pid-namespace',
        suppressions: [{ justification: 'it watches <the> host (until 2030-01-01)' }],
      },
      {
        ruleId: 'seccomp',
        level: 'error',
        locations: [{ logicalLocations: [{ name: 'web' }] }],
        partialFingerprints: { 'docklab/v1': 'seccomp:web' },
      },
    ]);
  });
});

describe('text', () => {
  test('tells what is wrong, what is accepted and what was not seen', () => {
    const { facts, report } = reported('web');
    expect(auditText(facts, report, 'wrong', (_, text) => text)).toMatchInlineSnapshot(`
      "CIS Docker Benchmark 1.8.0: host
      Docker 20.10.24+dfsg1, Debian GNU/Linux 12 (bookworm), kernel 6.18.44-fc-v657

      Wrong: 1

      high     5.22 System calls of containers are filtered [seccomp]
               - web has its filter of system calls off: unconfined
               gives an attacker: Hundreds of rarely used system calls, where bugs of the kernel are.
               put right: Run it without --security-opt seccomp=unconfined.

      Accepted: 1
        5.16 web [own-pid-namespace], until 2030-01-01: it watches <the> host

      Not seen: 1
        not here
          5.7

      Sections
        5 Containers           1 wrong, 1 accepted, 1 not seen, 1 right, 1 nothing of it here

      In all: 1 wrong, 1 accepted, 1 not seen, 1 right, 1 nothing of it here.
      Every rule: docklab audit --all"
    `);
  });
});
