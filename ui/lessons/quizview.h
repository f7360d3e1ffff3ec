// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/quiz.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace hopscope
{

/// Ten questions, one after the other, each with its reason once it is answered; the result can be saved and printed.
class QuizView : public QWidget
{
    Q_OBJECT

public:
    explicit QuizView(QWidget *parent = nullptr);

    void start(quint32 seed);
    /// Tab comes to the first answer from `before`, and goes on to `after` from what is last.
    void setTabNeighbours(QWidget *before, const QList<QWidget *> &after);
    const Quiz &quiz() const { return m_quiz; }
    const QList<int> &given() const { return m_given; }
    /// Writes the quiz; the ending of the name, .csv or .html, says how. False: statusMessage() tells why.
    bool save(const QString &path, QuizPaper paper);

Q_SIGNALS:
    void statusMessage(const QString &text);

private:
    void showQuestion();
    void showResult();
    void orderTabs();
    void answer(int option);
    void next();
    void chooseSave(QuizPaper paper);

    Quiz m_quiz;
    QList<int> m_given;
    int m_current = 0;
    QSpinBox *m_seed;
    QLabel *m_count;
    QLabel *m_text;
    QWidget *m_options = nullptr;
    QVBoxLayout *m_optionLayout;
    QLabel *m_reason;
    QPushButton *m_next;
    QList<QWidget *> m_bar; ///< from left to right
    QWidget *m_tabBefore = nullptr;
    QList<QWidget *> m_tabAfter;
};

} // namespace hopscope
