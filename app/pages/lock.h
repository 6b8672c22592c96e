/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What holds yinuo-pages before it reads the first byte that a stranger wrote.
 *
 * It may read the fonts of this system and what finds them (a PDF that brings no fonts of its own is drawn with those),
 * and no other file; it writes none, makes no socket, starts no program, and gains no privilege; its memory and
 * processor time are limited. A PDF that takes it over has its memory, its processor, the fonts, and the pipe to its
 * parent.
 *
 * Files are held by Landlock (landlock(7), Linux 5.13). On a kernel without it no file at all can be opened, and a
 * PDF's text in fonts that it does not bring stays undrawn: yn_reading_fonts() in papers/reading.h tells which. */
#pragma once

/* Locks this process up for good. Ends it (status 2) where that is refused. */
void yn_lock_up (void);
