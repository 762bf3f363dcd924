// SPDX-License-Identifier: Apache-2.0
// Where the lanes of a person's time axis stand, from above.
export const LEFT = 48;
export const HEIGHT = 330;
export const VOICE = { top: 26, bottom: 142 };
export const WORDS = { y: VOICE.bottom + 14, radius: 4 };
export const ACTION = { top: 208, bottom: 288, title: 178 };
export const OTHERS = { y: ACTION.top - 14, height: 8 };
