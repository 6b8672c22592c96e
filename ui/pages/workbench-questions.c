/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The workbench's questions: a row each, in the order of the form. */

#include "pages/workbench-pen.h"

#include "forms/layout.h"
#include "widgets/why.h"

#include <glib/gi18n.h>
#include <stdlib.h>

typedef enum
{
  LABEL_ZH = YN_PEN_WORDS,
  LABEL_EN,
  HELP_ZH,
  HELP_EN,
  KIND,
  REQUIRED,
  PRIVATE,
  MINIMUM,
  MAXIMUM,
  UNIT_ZH,
  UNIT_EN,
  CHOICES,
  WHEN,
  WHEN_ANSWER,
  UP,
  DOWN,
  REMOVE,
  ADD,
} What;

/* --- when it is asked ------------------------------------------------------------------------------------------- */

/* The one that decides when @row is asked, borrowed from @deciders, and its number from 1; NULL and 0: none of them. */
static const YnAuthoringRow *
decider_of (const YnAuthoringRow *row, GPtrArray *deciders, guint *number)
{
  for (guint i = 0; row->when != NULL && i < deciders->len; i++)
    {
      const YnAuthoringRow *decider = g_ptr_array_index (deciders, i);

      *number = i + 1;
      if (g_str_equal (decider->pointer, row->when))
        return decider;
    }
  *number = 0;
  return NULL;
}

static guint
answer_number (GPtrArray *answers, const char *value)
{
  for (guint i = 0; i < answers->len; i++)
    if (g_strcmp0 (((YnFieldChoice *) g_ptr_array_index (answers, i))->value, value) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static gboolean
write_when (YnAuthoring *authoring, const YnAuthoringRow *row, guint number)
{
  g_autoptr (GPtrArray) deciders = yn_authoring_deciders (authoring, row);
  const YnAuthoringRow *decider =
      number > 0 && number <= deciders->len ? g_ptr_array_index (deciders, number - 1) : NULL;
  g_autoptr (GPtrArray) answers = decider != NULL ? yn_authoring_answers (authoring, decider, YN_LANGUAGE_ZH_CN) : NULL;

  if (decider == NULL || answers->len == 0)
    return number == 0 && yn_authoring_set_when (authoring, row, NULL, NULL);
  return yn_authoring_set_when (authoring, row, decider->pointer,
                                ((YnFieldChoice *) g_ptr_array_index (answers, 0))->value);
}

static gboolean
write_when_answer (YnAuthoring *authoring, const YnAuthoringRow *row, guint number)
{
  g_autoptr (GPtrArray) deciders = yn_authoring_deciders (authoring, row);
  guint which;
  const YnAuthoringRow *decider = decider_of (row, deciders, &which);
  g_autoptr (GPtrArray) answers = decider != NULL ? yn_authoring_answers (authoring, decider, YN_LANGUAGE_ZH_CN) : NULL;

  return answers != NULL && number < answers->len
         && yn_authoring_set_when (authoring, row, row->when,
                                   ((YnFieldChoice *) g_ptr_array_index (answers, number))->value);
}

static gboolean
write_text (YnAuthoring *authoring, const YnAuthoringRow *row, What what, const char *text)
{
  switch (what)
    {
    case LABEL_ZH:
    case LABEL_EN:
      return yn_authoring_set_label (authoring, row, what == LABEL_EN, text);
    case HELP_ZH:
    case HELP_EN:
      return yn_authoring_set_help (authoring, row, what == HELP_EN, text);
    case KIND:
      return yn_authoring_set_kind (authoring, row, atoi (text));
    case REQUIRED:
      return yn_authoring_set_required (authoring, row, *text != '\0');
    case PRIVATE:
      return yn_authoring_set_private (authoring, row, *text != '\0');
    case MINIMUM:
    case MAXIMUM:
      return yn_authoring_set_limit (authoring, row, what == MAXIMUM, text);
    case UNIT_ZH:
    case UNIT_EN:
      return yn_authoring_set_unit (authoring, row, what == UNIT_EN, text);
    case CHOICES:
      return yn_authoring_set_choices (authoring, row, text);
    case WHEN:
      return write_when (authoring, row, (guint) atoi (text));
    case WHEN_ANSWER:
      return write_when_answer (authoring, row, (guint) atoi (text));
    case UP:
    case DOWN:
      return yn_authoring_move_row (authoring, row, what == DOWN);
    case REMOVE:
      return yn_authoring_remove_row (authoring, row);
    case ADD:
    default:
      return FALSE;
    }
}

static void
typed_cb (const YnPen *pen, const char *place, int what, const char *text)
{
  g_autoptr (YnAuthoringRow) row = yn_authoring_row_at (pen->authoring, place);

  if (row != NULL && what == ADD)
    pen->added (pen->page, yn_authoring_add_question (pen->authoring, row));
  else if (row != NULL && write_text (pen->authoring, row, what, text))
    pen->wrote (pen->page, what == KIND || what == WHEN || what >= UP);
}

static void
add_kind (const YnPen *pen, AdwExpanderRow *expander, const YnAuthoringRow *row)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint kind = 0; kind < YN_QUESTION_OTHER; kind++)
    g_ptr_array_add (names, (gpointer) yn_question_kind_words (kind, pen->language));
  g_ptr_array_add (names, NULL);
  if (row->kind != YN_QUESTION_OTHER)
    adw_expander_row_add_row (expander, yn_pen_list (pen, _("Kind of answer"), (const char *const *) names->pdata,
                                                     row->kind, typed_cb, row->place, KIND));
}

static gboolean
has_limits (const YnAuthoringRow *row)
{
  return row->kind <= YN_QUESTION_MONEY || row->kind == YN_QUESTION_CHOICES || row->kind == YN_QUESTION_TABLE;
}

static gboolean
is_number (const YnAuthoringRow *row)
{
  return row->kind == YN_QUESTION_INTEGER || row->kind == YN_QUESTION_DECIMAL || row->kind == YN_QUESTION_MONEY;
}

static void
add_entry (const YnPen *pen, AdwExpanderRow *expander, const char *title, const char *text, const char *place,
           What what)
{
  adw_expander_row_add_row (expander, yn_pen_entry (pen, title, text, typed_cb, place, what));
}

static void
add_limits (const YnPen *pen, AdwExpanderRow *expander, const YnAuthoringRow *row)
{
  gboolean text = row->kind <= YN_QUESTION_LINES;
  gboolean count = row->kind == YN_QUESTION_CHOICES || row->kind == YN_QUESTION_TABLE;

  if (has_limits (row))
    {
      add_entry (pen, expander,
                 text    ? _("At least so many characters")
                 : count ? _("At least so many")
                         : _("Not less than"),
                 row->minimum, row->place, MINIMUM);
      add_entry (pen, expander,
                 text    ? _("At most so many characters")
                 : count ? _("At most so many")
                         : _("Not more than"),
                 row->maximum, row->place, MAXIMUM);
    }
  if (is_number (row))
    {
      add_entry (pen, expander, _("Unit, Chinese"), row->unit[YN_LANGUAGE_ZH_CN], row->place, UNIT_ZH);
      add_entry (pen, expander, _("Unit, English"), row->unit[YN_LANGUAGE_EN], row->place, UNIT_EN);
    }
}

static const char *
label_of (const YnPen *pen, const YnAuthoringRow *row)
{
  return *row->label[pen->language] != '\0' ? row->label[pen->language] : row->label[YN_LANGUAGE_ZH_CN];
}

/* What rows cannot set is said in words, and stays. */
static GtkWidget *
rule_in_words (const YnPen *pen, const YnAuthoringRow *row)
{
  GtkWidget *line = adw_action_row_new ();
  g_autoptr (GBytes) file = yn_authoring_print (pen->authoring);
  g_autoptr (YnService) service = yn_service_new (file, NULL);
  g_autofree char *rule = service != NULL ? yn_form_rule_words (service, row->place, pen->language) : NULL;
  g_autofree char *words = g_strconcat (rule != NULL ? rule : "", rule != NULL ? "\n" : "",
                                        _("This rule says more than can be set here. It stays as it is."), NULL);

  g_object_set (line, "use-markup", FALSE, "title", _("When it is asked"), "subtitle", words, NULL);
  return line;
}

static void
add_when_answer (const YnPen *pen, AdwExpanderRow *expander, const YnAuthoringRow *row, const YnAuthoringRow *decider)
{
  g_autoptr (GPtrArray) answers = yn_authoring_answers (pen->authoring, decider, pen->language);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < answers->len; i++)
    g_ptr_array_add (names, ((YnFieldChoice *) g_ptr_array_index (answers, i))->label);
  g_ptr_array_add (names, NULL);
  adw_expander_row_add_row (expander,
                            yn_pen_list (pen,
                                         decider->kind == YN_QUESTION_CHOICES ? _("Asked where this is chosen")
                                                                              : _("Asked where the answer is"),
                                         (const char *const *) names->pdata, answer_number (answers, row->when_answer),
                                         typed_cb, row->place, WHEN_ANSWER));
}

static void
add_when (const YnPen *pen, AdwExpanderRow *expander, const YnAuthoringRow *row)
{
  g_autoptr (GPtrArray) deciders = yn_authoring_deciders (pen->authoring, row);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint number;
  const YnAuthoringRow *decider = decider_of (row, deciders, &number);

  if (!g_str_has_prefix (row->place, "/uischema"))
    return;
  if (row->ruled || (row->when != NULL && decider == NULL))
    {
      adw_expander_row_add_row (expander, rule_in_words (pen, row));
      return;
    }
  g_ptr_array_add (names, (gpointer) _("None: it is always asked"));
  for (guint i = 0; i < deciders->len; i++)
    g_ptr_array_add (names, (gpointer) label_of (pen, g_ptr_array_index (deciders, i)));
  g_ptr_array_add (names, NULL);
  adw_expander_row_add_row (expander, yn_pen_list (pen, _("Decided by the question"),
                                                   (const char *const *) names->pdata, number, typed_cb, row->place,
                                                   WHEN));
  if (decider != NULL)
    add_when_answer (pen, expander, row, decider);
}

static void
fill_cb (const YnPen *pen, AdwExpanderRow *expander, const char *place)
{
  g_autoptr (YnAuthoringRow) row = yn_authoring_row_at (pen->authoring, place);

  if (row == NULL)
    return;
  add_entry (pen, expander, row->pointer != NULL ? _("Question, Chinese") : _("Heading, Chinese"),
             row->label[YN_LANGUAGE_ZH_CN], place, LABEL_ZH);
  add_entry (pen, expander, row->pointer != NULL ? _("Question, English") : _("Heading, English"),
             row->label[YN_LANGUAGE_EN], place, LABEL_EN);
  if (row->pointer == NULL)
    {
      add_when (pen, expander, row);
      return;
    }
  add_kind (pen, expander, row);
  adw_expander_row_add_row (expander,
                            yn_pen_switch (pen, _("Must be answered"), row->required, typed_cb, place, REQUIRED));
  adw_expander_row_add_row (expander, yn_pen_switch (pen, _("Not public: only the accepting authority sees it"),
                                                     row->private, typed_cb, place, PRIVATE));
  if (row->kind == YN_QUESTION_CHOICE || row->kind == YN_QUESTION_CHOICES)
    adw_expander_row_add_row (expander, yn_pen_lines (pen, _("Choices, one a line: Chinese = English"), row->choices,
                                                      typed_cb, place, CHOICES));
  add_limits (pen, expander, row);
  add_when (pen, expander, row);
  add_entry (pen, expander, _("Help, Chinese"), row->help[YN_LANGUAGE_ZH_CN], place, HELP_ZH);
  add_entry (pen, expander, _("Help, English"), row->help[YN_LANGUAGE_EN], place, HELP_EN);
}

/* "整数 · 必填 · 不公开" */
static char *
describe (const YnPen *pen, const YnAuthoringRow *row)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (row->pointer == NULL)
    return g_strdup (_("Heading"));
  g_string_append (words, yn_question_kind_words (row->kind, pen->language));
  g_string_append_printf (words, " · %s", row->required ? _("required") : _("optional"));
  if (row->private)
    g_string_append_printf (words, " · %s", _("not public"));
  if (row->conditional)
    g_string_append_printf (words, " · %s", _("asked only sometimes"));
  if (row->fixed)
    g_string_append_printf (words, " · %s", _("common to all forms, not edited here"));
  return g_strdup (words->str);
}

/* NULL: it can be done. */
static const char *
why_not (const YnPen *pen, const YnAuthoringRow *row, What what)
{
  if (what == UP && !yn_authoring_can_move_row (pen->authoring, row, FALSE))
    return _("It is the first one.");
  if (what == DOWN && !yn_authoring_can_move_row (pen->authoring, row, TRUE))
    return _("It is the last one.");
  if (what == REMOVE && !yn_authoring_can_remove_row (pen->authoring, row))
    return _("Questions still stand in this step; move or remove them first.");
  return NULL;
}

static void
add_deeds (const YnPen *pen, AdwExpanderRow *expander, const YnAuthoringRow *row, const char *title)
{
  static const struct
  {
    What what;
    const char *icon;
    const char *words;
  } deeds[] = {
    /* A row's actions stand before those that were added earlier. */
    { REMOVE, "user-trash-symbolic", N_("Remove: %s") },
    { ADD, "list-add-symbolic", N_("Add a question behind: %s") },
    { DOWN, "go-down-symbolic", N_("Move down: %s") },
    { UP, "go-up-symbolic", N_("Move up: %s") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autofree char *words = NULL;
      GtkWidget *button;

      if (deeds[i].what == REMOVE && row->fixed && row->required)
        continue;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      words = g_strdup_printf (_(deeds[i].words), title);
#pragma GCC diagnostic pop
      button = yn_pen_button (pen, deeds[i].icon, words, typed_cb, row->place, deeds[i].what);
      yn_why_not (button, why_not (pen, row, deeds[i].what), words);
      adw_expander_row_add_action (expander, button);
    }
}

void
yn_pen_show_questions (const YnPen *pen, GtkListBox *list)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (pen->authoring);
  g_autoptr (YnPenKept) kept = yn_pen_empty (list);

  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);
      const char *label = label_of (pen, row);
      g_autofree char *words = describe (pen, row);
      AdwExpanderRow *expander = yn_pen_expander (pen, label, words, row->fixed ? NULL : fill_cb, row->place);

      gtk_widget_set_margin_start (GTK_WIDGET (expander), 18 * row->depth);
      gtk_widget_add_css_class (GTK_WIDGET (expander), row->pointer == NULL ? "pen-heading" : "pen-row");
      adw_expander_row_set_enable_expansion (expander, !row->fixed);
      add_deeds (pen, expander, row, label);
      yn_pen_append (kept, list, expander, row->pointer != NULL ? row->pointer : row->place);
    }
}
