// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>
#include <QString>

namespace hopscope
{

/// Characters from which on a value is shown with its first and last ones only, until all of it is asked for.
inline constexpr qsizetype kFoldedLength = 240;

/// Whether folded() leaves something out.
bool isLong(const QString &text);
/// "http://a.example/… …&last=1": the first and the last characters of what is long.
QString folded(const QString &text);
/// "show all 2043 characters", or "show less".
QString foldLinkText(const QString &text, bool isFolded);
/// Words that are wider than a narrow pane may wrap within: each gets zero width spaces.
QString breakable(const QString &text);

/// A text that can be selected, with `title` before it. What is long is folded, with a link that shows all of it.
class FoldLabel : public QLabel
{
    Q_OBJECT

public:
    explicit FoldLabel(QWidget *parent = nullptr);

    void setWhole(const QString &text);

private:
    void refresh();

    QString m_whole;
    bool m_isFolded = true;
};

} // namespace hopscope
