/** How numbers are written on charts: counts grouped in thousands, shares as percentages, values in [0, 1] without the zero. */
import { format } from 'd3-format';

const grouped = format(',.0f');
const groupedFraction = format(',.1f');

/** `8,939`; totals of weights keep one decimal. */
export function countText(value: number): string {
  return Number.isInteger(value) ? grouped(value) : groupedFraction(value);
}

/** `10.6 %`, with as many decimals as a rare share needs: `0.17 %`, `0.0021 %`. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent === 0 || percent === 100) return `${percent} %`;
  if (percent >= 99.95 || percent < 0.1) return `${trimmed(percent)} %`;
  return `${percent < 1 ? percent.toFixed(2) : percent.toFixed(1)} %`;
}

/** Two significant digits of what distinguishes the share from none or all. */
function trimmed(percent: number): string {
  const distance = Math.min(percent, 100 - percent);
  const decimals = Math.min(10, 1 - Math.floor(Math.log10(distance)));
  return percent.toFixed(decimals);
}

/** `.384`, `−.12`, `1.204`: no zero before the point, a real minus, more digits where the value is tiny. */
export function unitText(value: number, digits = 3): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const decimals = size < 0.1 ** digits * 5 ? Math.min(10, 1 - Math.floor(Math.log10(size))) : digits;
  const text = size.toFixed(decimals).replace(/^0\./, '.');
  return value < 0 ? `−${text}` : text;
}
