import { describe, expect, it } from 'vitest';
import { maskIdNumber, maskPersonName, maskPhone } from './mask.ts';
import { keyOfPersonName, normalisePersonName } from './name.ts';
import { educationNames, findChoice, idTypeNames, sexNames } from './person-choices.ts';
import { normalisePhone } from './phone.ts';
import { actPosts, clashingPosts, findPostClash, mayAct, posts } from './post.ts';
import type { Act } from './post.ts';
import { isProvinceCode, nameOfProvince, provinceCodes, residentIdProvinces } from './regions.ts';

describe('names of persons', () => {
  it('keeps rare characters, private-use ones and variation selectors whole', () => {
    for (const name of ['𠮷野', '㛃', '\ue000三', '葛\u{e0100}城', '买买提·艾力', 'Anne  Marie O’Neil']) {
      expect(normalisePersonName(name)).toBe(name);
    }
  });

  it('writes one kind of dot, composes accents and drops outer spaces', () => {
    expect(normalisePersonName(' 阿卜杜拉•买买提 ')).toBe('阿卜杜拉·买买提');
    expect(normalisePersonName('阿卜杜拉・买买提')).toBe('阿卜杜拉·买买提');
    expect(normalisePersonName('Jose\u0301')).toBe('José');
  });

  it('counts code points, not code units', () => {
    expect(normalisePersonName('𠮷'.repeat(50))).toHaveLength(100);
    expect(() => normalisePersonName('𠮷'.repeat(51))).toThrow(
      expect.objectContaining({ code: 'person_name_invalid' }),
    );
  });

  it.each([
    ['an empty name', '  '],
    ['a control character', '张\u0007三'],
    ['a line break', '张\n三'],
    ['a zero-width space', '张\u200b三'],
    ['a direction override', '张\u202e三'],
    ['half a surrogate pair', '张\ud842'],
  ])('refuses %s', (_, name) => {
    expect(() => normalisePersonName(name)).toThrow(expect.objectContaining({ code: 'person_name_invalid' }));
  });

  it('finds two writings of one name equal by key', () => {
    expect(keyOfPersonName('阿卜杜拉•买买提')).toBe(keyOfPersonName('阿卜杜拉·买买提'));
    expect(keyOfPersonName('LI Ming')).toBe(keyOfPersonName('li ming'));
    expect(keyOfPersonName('李明')).not.toBe(keyOfPersonName('李名'));
  });
});

describe('masks', () => {
  it('show enough to recognise and keep the length', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('110***********002X');
    expect(maskPhone('13812345678')).toBe('138****5678');
    expect(['张', '张三', '张三丰', '欧阳锋锋', '𠮷野家'].map(maskPersonName)).toEqual([
      '*',
      '张*',
      '张*丰',
      '欧**锋',
      '𠮷*家',
    ]);
  });

  it('hide the whole of a text too short to mask', () => {
    expect(maskIdNumber('1234567')).toBe('*******');
  });
});

describe('phone numbers', () => {
  it('reads mainland mobiles and foreign numbers, and refuses others', () => {
    expect(normalisePhone('138 1234-5678')).toBe('13812345678');
    expect(normalisePhone('+8613812345678')).toBe('13812345678');
    expect(normalisePhone('+1 (415) 5550123')).toBe('+14155550123');
    for (const text of ['12812345678', '1381234567', 'abc']) {
      expect(() => normalisePhone(text)).toThrow(expect.objectContaining({ code: 'phone_invalid' }));
    }
  });
});

describe('choices', () => {
  it('are found by key, Chinese or English name', () => {
    expect(findChoice(sexNames, ' 女 ')).toBe('female');
    expect(findChoice(idTypeNames, 'Passport')).toBe('passport');
    expect(findChoice(educationNames, 'bachelor')).toBe('bachelor');
    expect(findChoice(sexNames, 'constructor')).toBeUndefined();
  });
});

describe('provinces', () => {
  it('hold the 34 of GB/T 2260 and the Corps, which issues no identity numbers of its own', () => {
    expect(provinceCodes).toHaveLength(35);
    expect(nameOfProvince('23').zh).toBe('黑龙江省');
    expect(isProvinceCode('66')).toBe(true);
    expect(isProvinceCode('16')).toBe(false);
    expect(residentIdProvinces).toHaveLength(31);
  });
});

describe('posts', () => {
  const acts = Object.keys(actPosts) as Act[];

  it('name for every act only posts that exist', () => {
    const known = Object.keys(posts);
    for (const act of acts) {
      expect(actPosts[act].by.length).toBeGreaterThan(0);
      expect(known).toEqual(expect.arrayContaining([...actPosts[act].by]));
    }
  });

  it('allow an act to its own posts and to no others', () => {
    expect(mayAct(['reviewer'], 'recordSheet')).toBe(true);
    expect(mayAct(['assessor', 'site_manager'], 'recordSheet')).toBe(false);
    expect(mayAct([], 'recordSheet')).toBe(false);
  });

  it('keep system, security and audit apart, and claims from approvals', () => {
    expect(findPostClash(['audit_admin'], 'security_admin')).toEqual(['security_admin', 'audit_admin']);
    expect(findPostClash(['certificate_approver'], 'certificate_clerk')).not.toBeNull();
    expect(findPostClash(['item_writer'], 'item_vetter')).toBeNull();
  });

  it('clash in both directions, and never with themselves', () => {
    for (const [a, b] of clashingPosts) {
      expect(findPostClash([a], b)).toEqual([a, b]);
      expect(findPostClash([b], a)).toEqual([a, b]);
      expect(a).not.toBe(b);
    }
  });

  it('leave grants to the security side, and claims and approvals to different posts', () => {
    for (const act of ['proposeGrant', 'confirmGrant', 'revokeGrant'] as const) {
      expect(mayAct(['system_admin', 'audit_admin', 'center_staff'], act)).toBe(false);
    }
    const approvers: readonly string[] = actPosts.approveClaim.by;
    expect(actPosts.claimCertificates.by.filter((post) => approvers.includes(post))).toEqual([]);
  });
});
