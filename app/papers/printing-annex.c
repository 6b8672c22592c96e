/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The private annex (不公开附页): the answers that stand masked on the main paper, in full, for the authority
 * only. */

#include "papers/printing.h"

void
yn_printing_annex (YnPrinting *printing)
{
  const YnJson *enterprise = yn_json_get (printing->body, "enterprise");
  const char *authority = yn_json_get_string (yn_json_get (printing->body, "authority"), "name");
  g_autofree char *to = g_strdup_printf ("只交：%s", authority != NULL ? authority : "受理单位");
  g_autofree char *day = yn_printing_day (yn_json_get_string (printing->body, "day"));

  yn_layout_ends (printing->layout, to, "不公开");
  yn_layout_paragraph (printing->layout, YN_LAYOUT_INDENTED,
                       "本附页不公开，只供受理单位办理本事使用。主文书以 SHA-256 "
                       "指明本附页，主文书上的相应内容已作遮盖。");
  yn_printing_section (printing, "所属文书");
  yn_printing_row (printing, "办理事项", yn_service_title (printing->service, YN_LANGUAGE_ZH_CN));
  yn_printing_row (printing, "单位全称", yn_json_get_string (enterprise, "name"));
  yn_printing_row (printing, "统一社会信用代码", yn_json_get_string (enterprise, "uscc"));
  yn_printing_row (printing, "事", yn_json_get_string (printing->body, "matter"));
  yn_printing_row (printing, "日期", day);
  yn_printing_section (printing, "不公开的内容");
  yn_printing_form (printing, 2, FALSE);
  yn_printing_rest (printing);
  yn_printing_colophon (printing);
}
