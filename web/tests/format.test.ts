import { describe, expect, it } from 'vitest';
import { clockOf, countdown, durationParts, moment, number, percent, sameDay, zoneOffset } from '../src/format';

const EN = 'en-GB-u-nu-latn';
const AR = 'ar-u-nu-arab';
// 15 December 2016, 14:00 in Damascus (UTC+2 that winter)
const aleppo = { timezone: 'Asia/Damascus', start_unix_s: Date.UTC(2016, 11, 15, 12) / 1000 };

describe('numbers', () => {
  it('are grouped as the reader expects', () => {
    expect(number(EN, 35000)).toBe('35,000');
    expect(number(AR, 35000)).toBe('٣٥٬٠٠٠');
    expect(number(EN, 40.26, 1)).toBe('40.3');
    expect(percent(EN, 0.0076)).toBe('0.8%');
  });
});

describe('moments', () => {
  it('are shown in the operation’s zone', () => {
    expect(moment(EN, aleppo, 1800, 0)).toBe('14:30');
    expect(clockOf(EN, 'UTC', (aleppo.start_unix_s + 1800) * 1000)).toBe('12:30');
    expect(moment(AR, aleppo, 1800, 0)).toBe('١٤:٣٠');
  });
  it('name the day when it is another', () => {
    expect(moment(EN, aleppo, 12 * 3600, 0)).toBe('Fri 16 02:00');
    expect(sameDay(aleppo, 0, 9 * 3600)).toBe(true);
    expect(sameDay(aleppo, 0, 10 * 3600)).toBe(false);
  });
  it('write midnight as 00:00', () => expect(clockOf(EN, 'Asia/Damascus', (aleppo.start_unix_s + 10 * 3600) * 1000)).toBe('00:00'));
  it('know how far the zone is ahead, also across a change of clocks', () => {
    expect(zoneOffset(aleppo, 0)).toBe(7200);
    const berlin = { timezone: 'Europe/Berlin', start_unix_s: Date.UTC(2026, 2, 29, 0, 30) / 1000 };
    expect([zoneOffset(berlin, 0), zoneOffset(berlin, 3600)]).toEqual([3600, 7200]);
  });
});

describe('durations', () => {
  it('are as exact as they matter', () => {
    expect(durationParts(42)).toEqual({ key: 'span-s', args: { s: 42 } });
    expect(durationParts(720)).toEqual({ key: 'span-min', args: { min: 12 } });
    expect(durationParts(3600)).toEqual({ key: 'span-h', args: { h: 1 } });
    expect(durationParts(3900)).toEqual({ key: 'span-h-min', args: { h: 1, min: 5 } });
    expect(durationParts(3599)).toEqual({ key: 'span-h', args: { h: 1 } });
    expect(durationParts(200_000)).toEqual({ key: 'span-d-h', args: { d: 2, h: 7 } });
    expect(durationParts(-5)).toEqual({ key: 'span-s', args: { s: 0 } });
  });
  it('count down without going below nought', () => {
    expect(countdown(EN, 725)).toBe('0:12:05');
    expect(countdown(EN, -3)).toBe('0:00:00');
    expect(countdown(AR, 3661)).toBe('١:٠١:٠١');
  });
});
