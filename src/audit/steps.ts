/** Progress through an audit: counts the steps done, tells whoever listens, and stops when asked to. */
import type { Progress } from './types.ts';

export interface Listener {
  readonly onProgress?: (progress: Progress) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

export class Steps {
  private done = 0;
  private readonly listener: Listener;
  private readonly total: number;

  constructor(listener: Listener, total: number) {
    this.listener = listener;
    this.total = total;
  }

  /** Tells what is being done now, without counting a step. */
  async begin(stage: string): Promise<void> {
    this.listener.signal?.throwIfAborted();
    await this.listener.onProgress?.({ stage, done: this.done, total: this.total });
  }

  /** One step is done. */
  async step(stage: string): Promise<void> {
    this.done = Math.min(this.done + 1, this.total);
    await this.begin(stage);
  }
}
