// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/quiz.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLabel;
class QPushButton;
class QShortcut;
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
    /// Offers the lessons, levels and courses to ask about; what was chosen stays so while it is there.
    void setLibrary(const LessonLibrary &library);
    /// What the quiz is about, by the id of a scope, and its variant, counted from 0.
    void choose(const QString &scope, int variant);
    /// Large type, light on black, nothing but the question; Space or Right tells the answer, then goes on.
    void setClassView(bool on);
    /// Tab comes to the first answer from `before`, and goes on to `after` from what is last.
    void setTabNeighbours(QWidget *before, const QList<QWidget *> &after);
    const Quiz &quiz() const { return m_quiz; }
    const QList<int> &given() const { return m_given; }
    /// Writes the quiz; the ending of the name says in which of quizFormats(), a web page by default. False:
    /// statusMessage() tells why.
    bool save(const QString &path, QuizPaper paper);

Q_SIGNALS:
    void statusMessage(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showNone();
    void showQuestion();
    void showReason();
    void continueQuiz();
    void applyFonts();
    void showResult();
    void orderTabs();
    void answer(int option);
    void next();
    void chooseSave(QuizPaper paper);

    Quiz m_quiz;
    QList<int> m_given;
    int m_current = 0;
    QList<QuizScope> m_scopes;
    QSpinBox *m_seed;
    QComboBox *m_about;
    QComboBox *m_variant;
    QComboBox *m_client;
    QWidget *m_barBox;
    QList<QShortcut *> m_classKeys;
    bool m_isClassView = false;
    bool m_isRevealed = false; ///< the answer to the question is shown
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
