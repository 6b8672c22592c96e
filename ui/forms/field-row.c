/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/field-row.h"

#include "widgets/tip.h"

/* Lines below the control, in the order in which they stand. */
typedef enum
{
  LINE_PROBLEM,
  LINE_LOOK,
  LINE_REMARK,
  LINE_ORIGIN,
  LINE_WHY,
  LINE_HELP,
  N_LINES,
} Line;

typedef struct
{
  const YnFormItem *item; /* borrowed */
  YnField *field;

  GtkLabel *label;
  GtkWidget *head;            /* the label, or the box that holds it and its marks */
  GtkSizeGroup *heads;        /* of the fields that stand in one line with it; or NULL */
  GtkWidget *mark;            /* NULL until it is required */
  GtkWidget *put_off;         /* NULL until it can be put off */
  GtkWidget *control;
  GtkWidget *focus;           /* in the control */
  GtkWidget *lines[N_LINES];  /* NULL until there is something to say */
  char *words[N_LINES];

  gboolean showing;
  gboolean required;
  gboolean editable;
  gboolean bare;
} YnFieldRowPrivate;

enum
{
  TYPED,
  CHOSEN,
  PUT_OFF,
  LOOKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (YnFieldRow, yn_field_row, GTK_TYPE_WIDGET)

#define PRIVATE(self) ((YnFieldRowPrivate *) yn_field_row_get_instance_private (self))

const YnFormItem *
yn_field_row_item (YnFieldRow *self)
{
  return PRIVATE (self)->item;
}

const char *
yn_field_row_say (YnFieldRow *self, const char *text)
{
  return yn_language_text (PRIVATE (self)->item->language, text);
}

const char *
yn_field_row_label (YnFieldRow *self)
{
  return PRIVATE (self)->item->label;
}

const YnField *
yn_field_row_field (YnFieldRow *self)
{
  return PRIVATE (self)->field;
}

gboolean
yn_field_row_is_showing (YnFieldRow *self)
{
  return PRIVATE (self)->showing;
}

/* --- lines below the control ---------------------------------------------------------------------------- */

static GtkWidget *
words_new (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* A sign and words: not by colour alone. */
static GtkWidget *
problem_line_new (void)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image =
      g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic", "pixel-size", 18, "valign",
                    GTK_ALIGN_START, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *words = words_new ("problem-words");

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), words);
  gtk_widget_add_css_class (line, "problem");
  return line;
}

static void
looked_cb (YnFieldRow *self)
{
  g_signal_emit (self, signals[LOOKED], 0);
}

static GtkWidget *
look_line_new (YnFieldRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *right = gtk_button_new_with_label (yn_field_row_say (self, "Still right"));
  GtkWidget *words = words_new ("remark");
  g_autofree char *name = g_strdup_printf (yn_field_row_say (self, "%s: still right"), PRIVATE (self)->item->label);

  gtk_widget_set_valign (right, GTK_ALIGN_START);
  gtk_widget_add_css_class (right, "put-off");
  gtk_accessible_update_property (GTK_ACCESSIBLE (right), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (right, "clicked", G_CALLBACK (looked_cb), self);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), right);
  gtk_box_append (GTK_BOX (line), words);
  return line;
}

static GtkWidget *
line_new (YnFieldRow *self, Line line)
{
  GtkWidget *words;

  if (line == LINE_PROBLEM)
    return problem_line_new ();
  if (line == LINE_LOOK)
    return look_line_new (self);
  words = words_new (line == LINE_REMARK ? "remark" : "dim-label");
  if (line != LINE_REMARK)
    gtk_widget_add_css_class (words, "field-help");
  return words;
}

static GtkLabel *
words_of (GtkWidget *line)
{
  return GTK_LABEL (GTK_IS_LABEL (line) ? line : gtk_widget_get_last_child (line));
}

/* What stands above the line @at: the line before it, or the control. */
static GtkWidget *
above (YnFieldRowPrivate *priv, Line at)
{
  for (Line i = at; i > 0; i--)
    if (priv->lines[i - 1] != NULL)
      return priv->lines[i - 1];
  return priv->control;
}

/* The control is described by what is wrong; else by why it cannot be changed; else by its help. */
static void
describe (YnFieldRowPrivate *priv)
{
  const char *words = priv->words[LINE_PROBLEM];

  if (words == NULL)
    words = priv->words[LINE_WHY];
  if (words == NULL)
    words = priv->words[LINE_HELP];
  if (priv->focus != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    words != NULL ? words : "", -1);
}

/* TRUE where the line says something else now. */
static gboolean
say (YnFieldRow *self, Line at, const char *words)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  if (words != NULL && *words == '\0')
    words = NULL;
  if (g_strcmp0 (words, priv->words[at]) == 0)
    return FALSE;
  g_free (priv->words[at]);
  priv->words[at] = g_strdup (words);
  if (words != NULL && priv->lines[at] == NULL)
    {
      priv->lines[at] = line_new (self, at);
      if (priv->control != NULL)
        gtk_widget_insert_after (priv->lines[at], GTK_WIDGET (self), above (priv, at));
      else
        gtk_widget_insert_before (priv->lines[at], GTK_WIDGET (self), NULL);
    }
  if (words != NULL)
    gtk_label_set_text (words_of (priv->lines[at]), words);
  if (priv->lines[at] != NULL)
    gtk_widget_set_visible (priv->lines[at], words != NULL);
  describe (priv);
  return TRUE;
}

void
yn_field_row_set_problem (YnFieldRow *self, const char *words)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  if (!say (self, LINE_PROBLEM, words))
    return;
  if (words != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "wrong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "wrong");
  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_STATE_INVALID,
                               words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (words != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    words_of (priv->lines[LINE_PROBLEM]), NULL, -1);
}

void
yn_field_row_set_remark (YnFieldRow *self, const char *words)
{
  say (self, LINE_REMARK, words);
}

void
yn_field_row_set_look (YnFieldRow *self, const char *words)
{
  say (self, LINE_LOOK, words);
}

void
yn_field_row_set_origin (YnFieldRow *self, const char *words)
{
  say (self, LINE_ORIGIN, words);
}

/* --- the head ------------------------------------------------------------------------------------------- */

static GtkWidget *
tag_new (const char *word, const char *tip)
{
  GtkWidget *tag = gtk_label_new (word);

  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  yn_tip (tag, tip);
  gtk_widget_add_css_class (tag, "tag");
  return tag;
}

/* The label gets a box around it with its first mark. */
static void
add_tag (YnFieldRow *self, GtkWidget *tag)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  if (priv->head == GTK_WIDGET (priv->label))
    {
      priv->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      if (priv->heads != NULL)
        {
          gtk_size_group_remove_widget (priv->heads, GTK_WIDGET (priv->label));
          gtk_size_group_add_widget (priv->heads, priv->head);
        }
      g_object_ref (priv->label);
      gtk_widget_unparent (GTK_WIDGET (priv->label));
      gtk_box_append (GTK_BOX (priv->head), GTK_WIDGET (priv->label));
      g_object_unref (priv->label);
      gtk_widget_insert_after (priv->head, GTK_WIDGET (self), NULL);
    }
  gtk_box_append (GTK_BOX (priv->head), tag);
}

void
yn_field_row_align_head (YnFieldRow *self, GtkSizeGroup *heads)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  g_set_object (&priv->heads, heads);
  gtk_size_group_add_widget (heads, priv->head);
}

static void
put_off_cb (YnFieldRow *self, GtkToggleButton *button)
{
  if (!PRIVATE (self)->showing)
    g_signal_emit (self, signals[PUT_OFF], 0, gtk_toggle_button_get_active (button));
}

void
yn_field_row_set_put_off (YnFieldRow *self, YnPutOff state)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  if (priv->put_off == NULL && (state == YN_PUT_OFF_NO || priv->bare))
    return;
  if (priv->put_off == NULL)
    {
      g_autofree char *name = g_strdup_printf (yn_field_row_say (self, "%s: I do not have it now"), priv->item->label);

      priv->put_off = gtk_toggle_button_new_with_label (yn_field_row_say (self, "I do not have it now"));
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (priv->put_off))),
                               PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (priv->put_off, "put-off");
      gtk_widget_set_hexpand (priv->put_off, TRUE);
      gtk_widget_set_halign (priv->put_off, GTK_ALIGN_END);
      gtk_accessible_update_property (GTK_ACCESSIBLE (priv->put_off), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_signal_connect_swapped (priv->put_off, "toggled", G_CALLBACK (put_off_cb), self);
      add_tag (self, priv->put_off);
    }
  priv->showing = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (priv->put_off), state == YN_PUT_OFF_IS);
  priv->showing = FALSE;
  gtk_widget_set_visible (priv->put_off, state != YN_PUT_OFF_NO);
}

static gboolean
marks_required (YnFieldRowPrivate *priv)
{
  return !priv->bare && !yn_json_boolean (yn_form_option (priv->item, "hideRequiredAsterisk"));
}

static void
set_required (YnFieldRow *self, gboolean required)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  if (required == priv->required)
    return;
  priv->required = required;
  if (required && priv->mark == NULL && marks_required (priv))
    add_tag (self, priv->mark = tag_new (yn_field_row_say (self, "required"), NULL));
  if (priv->mark != NULL)
    gtk_widget_set_visible (priv->mark, required);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_REQUIRED, required,
                                  -1);
}

static void
set_editable (YnFieldRow *self, gboolean editable)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  if (editable == priv->editable)
    return;
  priv->editable = editable;
  if (YN_FIELD_ROW_GET_CLASS (self)->set_editable != NULL)
    YN_FIELD_ROW_GET_CLASS (self)->set_editable (self, editable);
  else
    gtk_widget_set_sensitive (priv->control, editable);
}

void
yn_field_row_follow (YnFieldRow *self)
{
  const YnFormItem *item = PRIVATE (self)->item;
  gboolean editable = item->enabled && !item->read_only && !item->field->read_only;

  set_editable (self, editable);
  set_required (self, item->required && editable);
  say (self, LINE_WHY, editable ? NULL : item->why);
}

void
yn_field_row_set_item (YnFieldRow *self, const YnFormItem *item)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  priv->item = item;
  if (priv->field != item->field)
    {
      g_clear_pointer (&priv->field, yn_field_unref);
      priv->field = yn_field_ref (item->field);
    }
  if (g_strcmp0 (gtk_label_get_text (priv->label), item->label) != 0)
    gtk_label_set_text (priv->label, item->label);
  say (self, LINE_HELP, item->help);
  if (priv->control != NULL)
    yn_field_row_follow (self);
}

void
yn_field_row_set_bare (YnFieldRow *self, const char *name, gboolean helped)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  priv->bare = TRUE;
  gtk_widget_set_visible (priv->head, FALSE);
  if (helped && priv->lines[LINE_HELP] != NULL)
    gtk_widget_set_visible (priv->lines[LINE_HELP], FALSE);
  gtk_label_set_mnemonic_widget (priv->label, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* --- the control ---------------------------------------------------------------------------------------- */

void
yn_field_row_set_value (YnFieldRow *self, const YnJson *value, gboolean insist)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  if (!insist && YN_FIELD_ROW_GET_CLASS (self)->typing && yn_field_row_has_focus (self))
    return;
  priv->showing = TRUE;
  YN_FIELD_ROW_GET_CLASS (self)->set_value (self, priv->field, value);
  priv->showing = FALSE;
}

void
yn_field_row_focus (YnFieldRow *self)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  /* Of a group of buttons the first one takes it. */
  if (!gtk_widget_grab_focus (priv->focus))
    gtk_widget_child_focus (priv->focus, GTK_DIR_TAB_FORWARD);
}

gboolean
yn_field_row_has_focus (YnFieldRow *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

void
yn_field_row_set_control (YnFieldRow *self, GtkWidget *control, GtkWidget *focus)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  priv->control = control;
  priv->focus = focus;
  gtk_widget_insert_after (control, GTK_WIDGET (self), priv->head);
  gtk_label_set_mnemonic_widget (priv->label, focus);
  describe (priv);
}

void
yn_field_row_typed (YnFieldRow *self, const char *text)
{
  if (!PRIVATE (self)->showing)
    g_signal_emit (self, signals[TYPED], 0, text);
}

void
yn_field_row_chosen (YnFieldRow *self, const YnJson *value)
{
  if (!PRIVATE (self)->showing)
    g_signal_emit (self, signals[CHOSEN], 0, value);
}

/* --- the object ----------------------------------------------------------------------------------------- */

static void
yn_field_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YnFieldRow *self = YN_FIELD_ROW (object);

  yn_field_row_set_item (self, g_value_get_pointer (value));
  if (PRIVATE (self)->field->private)
    add_tag (self,
             tag_new (yn_field_row_say (self, "private"),
                      yn_field_row_say (self, "Stands masked on the paper and in full on a private annex that only the "
                                              "authority receives.")));
}

static void
yn_field_row_dispose (GObject *object)
{
  YnFieldRowPrivate *priv = PRIVATE (YN_FIELD_ROW (object));
  GtkWidget *child;

  priv->focus = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (yn_field_row_parent_class)->dispose (object);
}

static void
yn_field_row_finalize (GObject *object)
{
  YnFieldRowPrivate *priv = PRIVATE (YN_FIELD_ROW (object));

  g_clear_pointer (&priv->field, yn_field_unref);
  g_clear_object (&priv->heads);
  for (Line i = 0; i < N_LINES; i++)
    g_free (priv->words[i]);
  G_OBJECT_CLASS (yn_field_row_parent_class)->finalize (object);
}

static void
yn_field_row_class_init (YnFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yn_field_row_dispose;
  object_class->finalize = yn_field_row_finalize;
  object_class->set_property = yn_field_row_set_property;
  g_object_class_install_property (object_class, 1,
                                   g_param_spec_pointer ("item", NULL, NULL,
                                                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY
                                                             | G_PARAM_STATIC_STRINGS));
  signals[TYPED] = g_signal_new ("typed", YN_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CHOSEN] = g_signal_new ("chosen", YN_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[PUT_OFF] = g_signal_new ("put-off", YN_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[LOOKED] =
      g_signal_new ("looked", YN_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "field");
}

static void
yn_field_row_init (YnFieldRow *self)
{
  YnFieldRowPrivate *priv = PRIVATE (self);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  priv->editable = TRUE;
  priv->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (priv->label, 0);
  gtk_label_set_wrap (priv->label, TRUE);
  gtk_label_set_natural_wrap_mode (priv->label, GTK_NATURAL_WRAP_NONE); /* only where there is no room for it */
  gtk_widget_add_css_class (GTK_WIDGET (priv->label), "field-label");
  priv->head = GTK_WIDGET (priv->label);
  gtk_widget_insert_after (priv->head, GTK_WIDGET (self), NULL);
}
