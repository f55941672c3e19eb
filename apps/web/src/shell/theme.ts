import type { ThemeConfig } from 'antd';

/**
 * Ink blue works, seal red is kept for certificates, seals and danger. Every text colour here has at least 4.5 : 1
 * against white and against the ground of the page (WCAG 2.2, 1.4.3), borders of fields 3 : 1 (1.4.11).
 */
export const theme: ThemeConfig = {
  cssVar: {},
  hashed: false,
  token: {
    colorPrimary: '#1d3f72',
    colorLink: '#1d4f91',
    colorInfo: '#1d4f91',
    colorSuccess: '#1b6b45',
    colorWarning: '#8a5a00',
    colorError: '#a8231c',
    colorText: '#1f2733',
    colorTextSecondary: '#4a5563',
    colorTextTertiary: '#5a6472',
    colorTextPlaceholder: '#6b7480',
    colorTextDescription: '#55606f',
    colorBorder: '#858e9b',
    colorBorderSecondary: '#dde2ea',
    // Derived from seeds this dark, the grounds of tags and alerts would come out grey.
    colorPrimaryBg: '#eef2f8',
    colorInfoBg: '#eef3fa',
    colorInfoBorder: '#b9cbe4',
    colorSuccessBg: '#edf6f1',
    colorSuccessBorder: '#a9cfba',
    colorWarningBg: '#fbf5e6',
    colorWarningBorder: '#e0cb94',
    colorErrorBg: '#fbf0ef',
    colorErrorBorder: '#e3b3af',
    colorBgLayout: '#f5f6f8',
    borderRadius: 6,
    fontFamily: 'var(--sans)',
    fontFamilyCode: 'var(--mono)',
  },
  components: {
    Layout: { headerBg: '#ffffff', siderBg: '#ffffff', headerHeight: 56, headerPadding: '0 24px' },
    Menu: {
      itemSelectedBg: '#eef2f8',
      itemBorderRadius: 6,
      groupTitleColor: '#5a6472',
      groupTitleFontSize: 13,
    },
    Table: { headerBg: '#f7f8fa', headerColor: '#3c4654', headerSplitColor: 'transparent' },
    Descriptions: { labelColor: '#55606f' },
    Card: { headerFontSize: 16 },
    Breadcrumb: { itemColor: '#5a6472', lastItemColor: '#3c4654', linkColor: '#5a6472' },
  },
};
