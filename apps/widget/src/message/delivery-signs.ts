import AlertIcon from '@bitrix24/b24icons-vue/outline/AlertIcon';
import CheckMIcon from '@bitrix24/b24icons-vue/outline/CheckMIcon';
import CircleCrossIcon from '@bitrix24/b24icons-vue/outline/CircleCrossIcon';
import ClockIcon from '@bitrix24/b24icons-vue/outline/ClockIcon';
import DoubleCheckIcon from '@bitrix24/b24icons-vue/outline/DoubleCheckIcon';
import HourglassIcon from '@bitrix24/b24icons-vue/outline/HourglassIcon';
import type { DeliveryStatus } from '@olchat/client';
import type { Component } from 'vue';

export interface DeliverySign {
  icon: Component;
  tone: 'quiet' | 'accent' | 'alert' | 'warning';
}

/** One look per status, always beside its word: colour alone says nothing. */
export const deliverySigns: Record<DeliveryStatus, DeliverySign> = {
  QUEUED: { icon: ClockIcon, tone: 'quiet' },
  UNCONFIRMED: { icon: HourglassIcon, tone: 'warning' },
  SENT: { icon: CheckMIcon, tone: 'quiet' },
  DELIVERED: { icon: DoubleCheckIcon, tone: 'quiet' },
  READ: { icon: DoubleCheckIcon, tone: 'accent' },
  FAILED: { icon: AlertIcon, tone: 'alert' },
  CANCELLED: { icon: CircleCrossIcon, tone: 'quiet' },
};
