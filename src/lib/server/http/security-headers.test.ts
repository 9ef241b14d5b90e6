import { expect, test } from 'vitest';
import { securityHeaders } from './security-headers.ts';

test('an address on https promises to stay there, one without promises nothing', () => {
	expect(securityHeaders('https://ntm.example.vn')['strict-transport-security']).toBe('max-age=31536000');
	expect(securityHeaders('http://localhost:3000')).not.toHaveProperty('strict-transport-security');
});

test('of the device the program asks for its place alone', () => {
	const { 'permissions-policy': policy = '' } = securityHeaders('http://localhost:3000');

	expect(policy.split(', ').filter((rule) => !rule.endsWith('=()'))).toEqual(['geolocation=(self)']);
	expect(policy).toContain('camera=()');
});
