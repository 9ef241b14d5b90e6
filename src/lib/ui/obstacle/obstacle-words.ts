import CircleCheck from '@lucide/svelte/icons/circle-check';
import Clock from '@lucide/svelte/icons/clock';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { ObstacleAnswerField, ObstacleField } from '#lib/domain/records/obstacle/form.ts';
import type { ObstacleRead } from '#lib/domain/records/obstacle/read.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { FormWords } from '../app/field-problem-words.ts';
import { formatDay } from '../format.ts';
import type { IconSource } from '../kit/icon-source.ts';
import type { WordTone } from '../kit/tone.ts';

export const OBSTACLE_WORDS: FormWords<ObstacleField> = {
	names: {
		title: m.obstacle_title,
		detail: m.obstacle_detail,
		asks: m.obstacle_asks,
		raisedOn: m.obstacle_raised_on
	},
	missing: { title: m.obstacle_title_missing, asks: m.obstacle_asks_missing }
};

export const ANSWER_WORDS: FormWords<ObstacleAnswerField> = {
	names: { text: m.obstacle_answer_text, on: m.obstacle_answer_on },
	missing: { text: m.obstacle_answer_missing }
};

const LOOKS: { [state in ObstacleRead['state']]: { tone: WordTone; icon: IconSource } } = {
	open: { tone: 'brick', icon: TriangleAlert },
	in_hand: { tone: 'gold', icon: Clock },
	resolved: { tone: 'leaf', icon: CircleCheck }
};

/** "Mở 21/10", "Đang xử lý từ 31/10", "Đã gỡ 02/11" */
export function obstacleLook({ state, statement, answer }: ObstacleRead): {
	tone: WordTone;
	icon: IconSource;
	text: string;
} {
	const day = formatDay(state === 'open' ? statement.raisedOn : (answer?.on ?? statement.raisedOn));
	const text = {
		open: m.obstacle_state_open,
		in_hand: m.obstacle_state_in_hand,
		resolved: m.obstacle_state_resolved
	}[state]({ day });

	return { ...LOOKS[state], text };
}

/** "Đề nghị huyện gỡ, 29/10" */
export function askedWords({ asks, raisedOn }: ObstacleRead['statement']): string {
	const day = formatDay(raisedOn);
	if (asks === 'commune') return m.obstacle_asks_commune({ day });

	return asks === 'district' ? m.obstacle_asks_district({ day }) : m.obstacle_asks_province({ day });
}
