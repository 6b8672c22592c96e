/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/poster.h"

#include <string.h>
#include "base/error.h"
#include "base/hash.h"
#include "base/qr.h"
#include "papers/layout-sheet.h"
#include "papers/layout-strip.h"
#include "papers/paper.h"

#define HEADING "信用承诺公示"
#define LEFT 62.0
#define COLUMN (YN_SHEET_WIDTH - 2 * LEFT)
#define NAME_TOP 158.0
#define SENTENCES_TOP 300.0 /* or lower, under a long name */
#define SENTENCES_BOTTOM 560.0
#define FOOT_TOP 606.0
#define CODE_SIDE 132.0
#define QUIET 4 /* modules of white around a code */
#define GAP 14.0

typedef struct
{
  const YnSheet *sheet;
  YnPress *press;
  const YnService *service;
  const YnJson *body;
  YnJson *promise;
  YnStyle name;  /* of the enterprise's name, and of the sentences: as large as they fit */
  YnStyle voice;
  double top;    /* of the sentences */
  char *fingerprint;
  YnQr *qr;
} Poster;

static const YnStyle heading_style = { 40, 52, TRUE, 0 };
static const YnStyle title_style = { 17, 24, FALSE, 0.25 };
static const YnStyle strong_style = { 16, 23, TRUE, 0 };
static const YnStyle plain_style = { 12.5, 19, FALSE, 0.15 };
static const YnStyle quiet_style = { 8.5, 13, FALSE, 0.4 };

/* Draws @words from @y down, the lines between @x and @x + @width, and answers where it ends. */
static double
draw_text (const Poster *poster, const char *tag, const YnStyle *style, const char *words, double x, double y,
           double width, YnAlign align)
{
  const YnSetting setting = { .width = width, .align = align };
  g_autoptr (YnText) text = yn_typeface_set (poster->sheet->typeface, style, &setting, words);
  double baseline = yn_typeface_baseline (poster->sheet->typeface, style);

  yn_press_begin (poster->press, tag);
  for (guint i = 0; i < text->n_lines; i++, y += style->leading)
    yn_press_line (poster->press, text, i, x, y + baseline, NULL);
  yn_press_end (poster->press);
  return y;
}

static double
height_of (YnTypeface *typeface, const YnStyle *style, const char *text, double width)
{
  g_autoptr (YnText) set = yn_typeface_set (typeface, style, &(YnSetting) { .width = width }, text);

  return set->n_lines * style->leading;
}

static const YnJson *
sentences (const Poster *poster)
{
  return yn_json_get (poster->promise, "you");
}

static const char *
name_of (const Poster *poster)
{
  return yn_json_string (yn_json_pointer (poster->body, "/enterprise/name"));
}

/* On two lines, or as small as anybody reads from afar. */
static void
choose_name (Poster *poster)
{
  static const double sizes[] = { 25, 20, 16, 13 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      poster->name = (YnStyle){ sizes[i], sizes[i] * 1.36, TRUE, 0 };
      if (height_of (poster->sheet->typeface, &poster->name, name_of (poster), COLUMN) <= 2.1 * poster->name.leading)
        return;
    }
}

/* Under whatever the head takes. */
static double
sentences_top (const Poster *poster)
{
  YnTypeface *typeface = poster->sheet->typeface;
  double head = height_of (typeface, &poster->name, name_of (poster), COLUMN) + plain_style.leading
                + height_of (typeface, &title_style, yn_service_title (poster->service, YN_LANGUAGE_ZH_CN), COLUMN);

  return MAX (SENTENCES_TOP, NAME_TOP + head + 10 + 58);
}

/* As large as the sentences fit between head and foot. */
static gboolean
choose_voice (Poster *poster, GError **error)
{
  static const double sizes[] = { 25, 22, 19, 16.5, 14, 12 };

  choose_name (poster);
  poster->top = sentences_top (poster);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double height = 0;

      poster->voice = (YnStyle){ sizes[i], sizes[i] * 1.52, FALSE, 0 };
      for (guint s = 0; s < yn_json_size (sentences (poster)); s++)
        height += GAP + height_of (poster->sheet->typeface, &poster->voice,
                                   yn_json_string (yn_json_at (sentences (poster), s)), COLUMN - 2 * sizes[i]);
      if (height <= SENTENCES_BOTTOM - poster->top)
        return TRUE;
    }
  g_set_error_literal (error, YN_ERROR, YN_ERROR_TOO_LARGE, "the sentences do not fit on one page");
  return FALSE;
}

static void
draw_rule (YnPress *press, double y, double width)
{
  static const YnInk ink = { 0.07, 0.45, 0.42 };

  yn_press_rule (press, LEFT, y, COLUMN, &ink, width);
}

static void
draw_head (const Poster *poster)
{
  const YnJson *enterprise = yn_json_get (poster->body, "enterprise");
  g_autofree char *uscc = g_strdup_printf ("统一社会信用代码　%s", yn_json_get_string (enterprise, "uscc"));
  double y = draw_text (poster, "H1", &heading_style, HEADING, LEFT, 72, COLUMN, YN_ALIGN_CENTRE);

  draw_rule (poster->press, y + 12, 2.4);
  draw_rule (poster->press, y + 16, 0.6);
  y = draw_text (poster, "H2", &poster->name, name_of (poster), LEFT, NAME_TOP, COLUMN, YN_ALIGN_CENTRE);
  y = draw_text (poster, "P", &plain_style, uscc, LEFT, y + 2, COLUMN, YN_ALIGN_CENTRE);
  draw_text (poster, "P", &title_style, yn_service_title (poster->service, YN_LANGUAGE_ZH_CN), LEFT, y + 8, COLUMN,
             YN_ALIGN_CENTRE);
}

static void
draw_sentences (const Poster *poster)
{
  double y = poster->top, indent = 2 * poster->voice.size;

  draw_text (poster, "H2", &strong_style, "我们承诺：", LEFT, y - 34, COLUMN, YN_ALIGN_LEFT);
  for (guint i = 0; i < yn_json_size (sentences (poster)); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u.", i + 1);

      draw_text (poster, "Lbl", &poster->voice, number, LEFT, y, 0, YN_ALIGN_LEFT);
      y = GAP
          + draw_text (poster, "P", &poster->voice, yn_json_string (yn_json_at (sentences (poster), i)), LEFT + indent,
                       y, COLUMN - indent, YN_ALIGN_LEFT);
    }
}

/* A box for each run of dark modules. */
static void
draw_code (const Poster *poster, double x, double y)
{
  static const YnInk white = { 1, 1, 1 }, black = { 0, 0, 0 };
  const YnQr *qr = poster->qr;
  double module = CODE_SIDE / (qr->width + 2 * QUIET);

  yn_press_begin (poster->press, "Figure");
  yn_press_box (poster->press, x, y, CODE_SIDE, CODE_SIDE, &(YnPaint) { .fill = &white });
  for (int row = 0; row < qr->width; row++)
    for (int column = 0; column < qr->width; column++)
      {
        int from = column;

        while (column < qr->width && qr->dark[row * qr->width + column])
          column++;
        if (column > from)
          yn_press_box (poster->press, x + (QUIET + from) * module, y + (QUIET + row) * module,
                        (column - from) * module, module, &(YnPaint) { .fill = &black });
      }
  yn_press_end (poster->press);
}

static char *
until_words (const Poster *poster)
{
  const char *day = yn_json_get_string (poster->body, "day");
  g_autofree char *last = day != NULL ? yn_service_valid_until (poster->service, day) : NULL;
  g_autofree char *last_words = last != NULL ? yn_service_day_text (last, YN_LANGUAGE_ZH_CN) : NULL;

  if (last_words != NULL)
    return g_strdup_printf ("有效期至%s", last_words);
  return g_strdup_printf ("有效期：%s", yn_json_get_string (poster->promise, "until"));
}

static char *
complaint_words (const Poster *poster)
{
  const YnJson *complaint = yn_json_get (yn_service_json (poster->service), "complaint");

  if (complaint == NULL)
    return g_strdup ("没有做到？请拨打 12345");
  return g_strdup_printf ("没有做到？%s %s", yn_json_text (complaint, YN_LANGUAGE_ZH_CN),
                          yn_json_get_string (complaint, "number"));
}

static void
draw_foot (const Poster *poster)
{
  const char *day = yn_json_get_string (poster->body, "day");
  g_autofree char *day_words = yn_service_day_text (day != NULL ? day : "", YN_LANGUAGE_ZH_CN);
  g_autofree char *made = g_strdup_printf ("承诺日期：%s", day_words);
  g_autofree char *until = until_words (poster);
  g_autofree char *complaint = complaint_words (poster);
  g_autofree char *print = g_strdup_printf ("办件指纹（SHA-256）%s", poster->fingerprint);
  double x = LEFT + CODE_SIDE + 22, width = COLUMN - CODE_SIDE - 22, y = FOOT_TOP + 4;

  draw_rule (poster->press, FOOT_TOP - 22, 0.6);
  draw_code (poster, LEFT, FOOT_TOP);
  y = draw_text (poster, "P", &strong_style, until, x, y, width, YN_ALIGN_LEFT);
  y = draw_text (poster, "P", &plain_style, made, x, y, width, YN_ALIGN_LEFT);
  y = draw_text (poster, "P", &strong_style, complaint, x, y + 8, width, YN_ALIGN_LEFT);
  draw_text (poster, "P", &plain_style, "扫码核对：码里的办件指纹与平台公示的一致，就是这一份承诺。", x, y + 8, width, YN_ALIGN_LEFT);
  draw_text (poster, "P", &quiet_style, print, LEFT, FOOT_TOP + CODE_SIDE + 14, COLUMN, YN_ALIGN_LEFT);
}

static void
draw (const YnSheet *sheet, YnPress *press, gpointer data)
{
  Poster *poster = data;

  poster->press = press;
  yn_sheet_mark_practice (sheet, press);
  yn_press_begin (press, "Document");
  draw_head (poster);
  draw_sentences (poster);
  draw_foot (poster);
  yn_press_end (press);
}

char *
yn_poster_code (GBytes *paper, const YnJson *body, const YnService *service)
{
  const YnJson *enterprise = yn_json_get (body, "enterprise");
  const char *day = yn_json_get_string (body, "day");
  g_autofree char *fingerprint = yn_sha256 (paper);

  return g_strdup_printf ("%s\n%s\n%s\n%s\n%s\nsha256:%s",
                          yn_json_get_boolean (yn_json_get (body, "platform"), "practice", FALSE) ? "演练·无效力　信用承诺"
                                                                                                  : "信用承诺",
                          yn_json_get_string (enterprise, "name"), yn_json_get_string (enterprise, "uscc"),
                          yn_service_title (service, YN_LANGUAGE_ZH_CN), day != NULL ? day : "", fingerprint);
}

static gboolean
may_hang (const YnJson *body, const YnService *service, GError **error)
{
  const YnJson *named = yn_json_get (body, "service");
  int code = -1;

  if (g_strcmp0 (yn_json_get_string (body, "part"), "main") != 0
      || yn_json_get (yn_service_json (service), "clauses") == NULL
      || yn_json_string (yn_json_pointer (body, "/enterprise/name")) == NULL)
    code = YN_ERROR_NOT_A_PAPER;
  else if (g_strcmp0 (yn_json_get_string (named, "sha256"), yn_service_sha256 (service)) != 0)
    code = YN_ERROR_OTHER_VERSION;
  else if (yn_service_publicity (service) != 1)
    code = YN_ERROR_NOT_PUBLIC;
  if (code != -1)
    g_set_error (error, YN_ERROR, code, "no poster of %s", yn_service_id (service));
  return code == -1;
}

GBytes *
yn_poster_print (GBytes *paper, const YnService *service, GError **error)
{
  g_autoptr (YnJson) body = yn_paper_body (paper, error);
  g_autoptr (YnTypeface) typeface = NULL;
  g_autoptr (YnJson) promise = NULL;
  g_autofree char *fingerprint = NULL, *code = NULL, *title = NULL;
  YnSheet sheet = { 0 };
  Poster poster = { .sheet = &sheet, .service = service, .body = body };
  GBytes *pdf = NULL;

  if (body == NULL || !may_hang (body, service, error) || (typeface = yn_typeface_new (error)) == NULL)
    return NULL;
  promise = yn_service_promise (service, yn_json_get (body, "answers"), YN_LANGUAGE_ZH_CN);
  fingerprint = yn_sha256 (paper);
  code = yn_poster_code (paper, body, service);
  title = g_strdup_printf ("%s：%s", HEADING, yn_service_title (service, YN_LANGUAGE_ZH_CN));
  sheet = (YnSheet){ .typeface = typeface, .title = title, .subject = title,
                     .practice = yn_json_get_boolean (yn_json_get (body, "platform"), "practice", FALSE) };
  poster.promise = promise;
  poster.fingerprint = fingerprint;
  poster.qr = yn_qr_new (code);
  if (poster.qr == NULL)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_TOO_LARGE, "the names do not fit into a code");
  else if (choose_voice (&poster, error))
    pdf = yn_sheet_draw (&sheet, draw, &poster, error);
  yn_qr_free (poster.qr);
  return pdf;
}
