// SPDX-License-Identifier: MIT
#pragma once

#include <QPlainTextEdit>
#include <QWidget>

class QComboBox;
class QLabel;

namespace hopscope
{

/// A bar with a bold title at the left and `right` at the right; takes `right`, which may be null.
QWidget *titleBar(const QString &title, QLabel *right);
/// Muted lines in the middle of an empty view.
QLabel *emptyState(const QString &text);
/// A text to read and copy, fixed pitch, reachable by keyboard.
QPlainTextEdit *readOnlyText(const QString &accessibleName);
/// A label whose text wraps, can be selected, and whose web links open in the browser.
QLabel *richLabel(const QString &accessibleName);

/// Names a combo box for screen readers, and the list and the line inside of it.
void setBoxName(QComboBox *box, const QString &name);

} // namespace hopscope
