// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;

namespace hopscope
{

struct LessonHtml;
class LessonSession;
class RealBrowsers;

/// Plays a revealed lesson in the browsers that are installed, and shows what they did beside what was predicted.
class LessonReal : public QWidget
{
    Q_OBJECT

public:
    explicit LessonReal(QWidget *parent = nullptr);

    /// With nothing of an earlier lesson left in it.
    void clear();
    /// What each did so far, and which can be chosen now.
    void showState(const LessonSession &session, const LessonHtml &html);
    QList<QWidget *> tabStops() const;

Q_SIGNALS:
    /// The id of an installed client.
    void chosen(const QString &client);

private:
    RealBrowsers *m_browsers;
    QLabel *m_text;
};

} // namespace hopscope
