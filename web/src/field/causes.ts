// Why a convoy leader holds or stops, as they are offered to tap; any other is written. Never here: a decision.

export const CAUSES = ['fire', 'blocked', 'ordered', 'missing', 'vehicle', 'crowd'] as const;
