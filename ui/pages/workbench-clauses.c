/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The workbench's clauses, and the other texts of the service. */

#include "pages/workbench-pen.h"

#include "widgets/why.h"

#include <glib/gi18n.h>
#include <stdlib.h>

typedef enum
{
  TEXT_ZH = YN_PEN_WORDS,
  TEXT_EN,
  WHEN,
  TICKED,
  UP,
  DOWN,
  REMOVE,
} What;

/* The questions that a clause may depend on; the first entry is none of them. */
static void
list_questions (const YnPen *pen, GPtrArray *names, GPtrArray *pointers)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (pen->authoring);

  g_ptr_array_add (names, g_strdup (_("Always")));
  g_ptr_array_add (pointers, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);

      if (row->pointer == NULL || row->fixed || (row->required && row->kind != YN_QUESTION_YES_NO))
        continue;
      g_ptr_array_add (names, g_strdup_printf (row->kind == YN_QUESTION_YES_NO ? _("If yes: %s") : _("If answered: %s"),
                                               row->label[YN_LANGUAGE_ZH_CN]));
      g_ptr_array_add (pointers, g_strdup (row->pointer));
    }
}

static void
set_when (const YnPen *pen, guint index, guint chosen)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) pointers = g_ptr_array_new_with_free_func (g_free);

  list_questions (pen, names, pointers);
  if (chosen < pointers->len
      && yn_authoring_set_clause_when (pen->authoring, index, g_ptr_array_index (pointers, chosen)))
    pen->wrote (pen->page, FALSE);
}

static void
typed_cb (const YnPen *pen, const char *place, int what, const char *text)
{
  guint index = atoi (place);
  gboolean changed = FALSE;

  switch ((What) what)
    {
    case TEXT_ZH:
    case TEXT_EN:
      changed = yn_authoring_set_clause (pen->authoring, index, what == TEXT_EN, text);
      break;
    case WHEN:
      set_when (pen, index, atoi (text));
      return;
    case TICKED:
      changed = yn_authoring_set_clause_ticked (pen->authoring, index, *text != '\0');
      break;
    case UP:
    case DOWN:
      changed = yn_authoring_move_clause (pen->authoring, index, what == DOWN);
      break;
    case REMOVE:
    default:
      changed = yn_authoring_remove_clause (pen->authoring, index);
      break;
    }
  if (changed)
    pen->wrote (pen->page, what >= TICKED);
}

static void
add_when (const YnPen *pen, AdwExpanderRow *expander, const YnAuthoringClause *clause, const char *place)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) pointers = g_ptr_array_new_with_free_func (g_free);
  guint chosen = 0;

  list_questions (pen, names, pointers);
  for (guint i = 1; i < pointers->len; i++)
    if (g_strcmp0 (clause->when, g_ptr_array_index (pointers, i)) == 0)
      chosen = i;
  g_ptr_array_add (names, NULL);
  adw_expander_row_add_row (expander, yn_pen_list (pen, _("Promised when"), (const char *const *) names->pdata, chosen,
                                                   typed_cb, place, WHEN));
}

static void
fill_cb (const YnPen *pen, AdwExpanderRow *expander, const char *place)
{
  g_autoptr (GPtrArray) clauses = yn_authoring_clauses (pen->authoring);
  guint index = atoi (place);
  const YnAuthoringClause *clause;

  if (index >= clauses->len)
    return;
  clause = g_ptr_array_index (clauses, index);
  adw_expander_row_add_row (expander, yn_pen_lines (pen, _("Clause, Chinese"), clause->text[YN_LANGUAGE_ZH_CN],
                                                    typed_cb, place, TEXT_ZH));
  adw_expander_row_add_row (expander, yn_pen_lines (pen, _("Clause, English"), clause->text[YN_LANGUAGE_EN], typed_cb,
                                                    place, TEXT_EN));
  adw_expander_row_add_row (expander, yn_pen_switch (pen, _("To be ticked by the person, not promised by everybody"),
                                                     clause->ticked, typed_cb, place, TICKED));
  if (!clause->ticked)
    add_when (pen, expander, clause, place);
}

/* @why NULL: there is a place for it to go. */
static void
add_move (const YnPen *pen, AdwExpanderRow *expander, const char *icon, const char *words, const char *place,
          What what, const char *why)
{
  GtkWidget *button = yn_pen_button (pen, icon, words, typed_cb, place, what);

  yn_why_not (button, why, words);
  adw_expander_row_add_action (expander, button);
}

void
yn_pen_show_clauses (const YnPen *pen, GtkListBox *list)
{
  g_autoptr (GPtrArray) clauses = yn_authoring_clauses (pen->authoring);
  g_autoptr (YnPenKept) kept = yn_pen_empty (list);

  for (guint i = 0; i < clauses->len; i++)
    {
      const YnAuthoringClause *clause = g_ptr_array_index (clauses, i);
      const char *text = clause->text[pen->language] != NULL && *clause->text[pen->language] != '\0'
                             ? clause->text[pen->language]
                             : clause->text[YN_LANGUAGE_ZH_CN];
      g_autofree char *place = g_strdup_printf ("%u", i);
      g_autofree char *title = g_strdup_printf (_("Clause %u"), i + 1);
      g_autofree char *up = g_strdup_printf (_("Move clause %u up"), i + 1);
      g_autofree char *down = g_strdup_printf (_("Move clause %u down"), i + 1);
      g_autofree char *remove = g_strdup_printf (_("Remove clause %u"), i + 1);
      g_autofree char *subtitle = g_strdup_printf ("%s%s%s", clause->common ? _("Common clause: ") : "",
                                                   clause->ticked ? _("To be ticked: ") : "", text != NULL ? text : "");
      AdwExpanderRow *expander = yn_pen_expander (pen, title, subtitle, clause->common ? NULL : fill_cb, place);

      adw_expander_row_set_enable_expansion (expander, !clause->common);
      adw_expander_row_add_action (expander,
                                   yn_pen_button (pen, "user-trash-symbolic", remove, typed_cb, place, REMOVE));
      add_move (pen, expander, "go-down-symbolic", down, place, DOWN,
                i + 1 < clauses->len ? NULL : _("It is the last one."));
      add_move (pen, expander, "go-up-symbolic", up, place, UP, i > 0 ? NULL : _("It is the first one."));
      yn_pen_append (kept, list, expander, clause->id);
    }
}

/* --- texts ------------------------------------------------------------------------------------------------------ */

static void
text_cb (const YnPen *pen, const char *place, int language, const char *text)
{
  if (yn_authoring_set_text (pen->authoring, place, language, text))
    pen->wrote (pen->page, FALSE);
}

static void
fill_text_cb (const YnPen *pen, AdwExpanderRow *expander, const char *place)
{
  g_autoptr (GPtrArray) texts = yn_authoring_texts (pen->authoring);

  for (guint i = 0; i < texts->len; i++)
    {
      const YnAuthoringText *text = g_ptr_array_index (texts, i);

      if (!g_str_equal (text->pointer, place))
        continue;
      adw_expander_row_add_row (expander, yn_pen_lines (pen, _("Chinese"), text->text[YN_LANGUAGE_ZH_CN], text_cb,
                                                        place, YN_LANGUAGE_ZH_CN));
      adw_expander_row_add_row (expander, yn_pen_lines (pen, _("English"), text->text[YN_LANGUAGE_EN], text_cb, place,
                                                        YN_LANGUAGE_EN));
    }
}

static void
id_cb (const YnPen *pen, const char *place, int which, const char *text)
{
  if (yn_authoring_set_id (pen->authoring, text))
    pen->wrote (pen->page, FALSE);
}

static void
publicity_cb (const YnPen *pen, const char *place, int which, const char *text)
{
  if (yn_authoring_set_publicity (pen->authoring, atoi (text) + 1))
    pen->wrote (pen->page, FALSE);
}

static void
months_cb (const YnPen *pen, const char *place, int which, const char *text)
{
  if (yn_authoring_set_months (pen->authoring, atoi (text)))
    pen->wrote (pen->page, FALSE);
}

static void
add_settings (const YnPen *pen, GtkListBox *list)
{
  const char *const publicity[] = { _("Everybody"), _("Within a limited circle"), _("Not public"), NULL };
  const YnJson *type = yn_json_pointer (yn_authoring_json (pen->authoring), "/publicity/type");
  g_autofree char *months = g_strdup_printf ("%d", yn_authoring_months (pen->authoring));
  gint64 chosen = 1;

  yn_json_int64 (type, &chosen);
  gtk_list_box_append (list,
                       yn_pen_entry (pen, _("Id of the service"), yn_authoring_id (pen->authoring), id_cb, NULL, 0));
  gtk_list_box_append (list, yn_pen_list (pen, _("Who will see the commitment"), publicity, CLAMP (chosen, 1, 3) - 1,
                                          publicity_cb, NULL, 0));
  if (yn_authoring_months (pen->authoring) > 0)
    gtk_list_box_append (list, yn_pen_entry (pen, _("Valid for so many months"), months, months_cb, NULL, 0));
}

void
yn_pen_show_texts (const YnPen *pen, GtkListBox *list)
{
  g_autoptr (GPtrArray) texts = yn_authoring_texts (pen->authoring);
  g_autoptr (YnPenKept) kept = yn_pen_empty (list);

  add_settings (pen, list);
  for (guint i = 0; i < texts->len; i++)
    {
      const YnAuthoringText *text = g_ptr_array_index (texts, i);
      g_autofree char *name = yn_authoring_text_name (text->pointer, pen->language);
      const char *words =
          *text->text[pen->language] != '\0' ? text->text[pen->language] : text->text[YN_LANGUAGE_ZH_CN];

      yn_pen_append (kept, list, yn_pen_expander (pen, name, words, fill_text_cb, text->pointer), text->pointer);
    }
}
