/** How numbers are written on charts: counts grouped in thousands, shares as percentages, values in [0, 1] by decimals. */
import { format } from 'd3-format';

const grouped = format(',.0f');
const groupedFraction = format(',.1f');

/** `8,939`; totals of weights keep one decimal. */
export function countText(value: number): string {
  return Number.isInteger(value) ? grouped(value) : groupedFraction(value);
}

/** `10.6 %`, with as many decimals as a rare share needs: `0.17 %`, `0.0021 %`; never `100 %` for almost all. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent === 0 || percent === 100) return `${percent} %`;
  const distance = Math.min(Math.abs(percent), Math.abs(100 - percent));
  const decimals = distance >= 1 ? 1 : Math.min(10, 1 - Math.floor(Math.log10(distance)));
  return `${percent.toFixed(decimals)} %`;
}

/** `0.4` for ticks and spreads: exactly so many decimals, with a real minus. */
export function fixedText(value: number, digits: number): string {
  return value.toFixed(digits).replace('-', '−');
}

/** `0.384`, `−0.12`, `1.204`: a real minus, and more digits where the value is tiny. A plain 0 or 1 is exact. */
export function unitText(value: number, digits = 3): string {
  if (value === 0 || value === 1) return String(value);
  const size = Math.abs(value);
  const decimals = size < 0.5 * 10 ** (1 - digits) ? Math.min(10, 1 - Math.floor(Math.log10(size))) : digits;
  return `${value < 0 ? '−' : ''}${size.toFixed(decimals)}`;
}
