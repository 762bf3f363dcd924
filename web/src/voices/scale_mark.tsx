// SPDX-License-Identifier: Apache-2.0
// The score that came with the words, and the scale it is on.
import type { Voice } from "../api/voices";
import { partOf } from "../shape/scores";
import { useWords } from "../text";

function lookOf({ score, scale }: Voice): string {
  if (score === null) return "none";
  if (!scale || scale[1] <= scale[0]) return "plain";
  // Words that came with an NPS answer carry its score.
  if (scale[0] === 0 && scale[1] === 10) return partOf(score);
  const share = (score - scale[0]) / (scale[1] - scale[0]);
  if (share < 0.5) return "detractors";
  return share < 0.75 ? "passives" : "promoters";
}

export function ScaleMark({ voice }: { voice: Voice }) {
  const { text } = useWords();
  const { score, scale } = voice;
  const spoken =
    score === null
      ? text.unscored
      : scale
        ? text.score_said(String(score), String(scale[0]), String(scale[1]))
        : String(score);
  return (
    <div className="scale-mark">
      <span className="hidden">{spoken}</span>
      <span className={`score ${lookOf(voice)}`} aria-hidden="true">
        {score ?? "–"}
      </span>
      {scale && score !== null && (
        <span className="small" aria-hidden="true">
          {scale[0]}–{scale[1]}
        </span>
      )}
    </div>
  );
}
