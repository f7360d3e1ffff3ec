// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

#include <QWidget>

class QButtonGroup;
class QGridLayout;
class QLabel;
class QSpinBox;

namespace hopscope
{

/// The question's parts, one row each with its options. In class each option has a counter for hands.
class LessonParts : public QWidget
{
    Q_OBJECT

public:
    explicit LessonParts(QWidget *parent = nullptr);

    /// `scenario` has the ports in use.
    void setLesson(const Lesson &lesson, const Scenario &scenario);
    /// The chosen value of each part, empty where none is chosen.
    QStringList chosen() const;
    bool isComplete() const { return !chosen().contains(QString()); }
    /// Whether something was chosen, or hands were counted.
    bool isTouched() const;
    void setHandsVisible(bool visible);
    /// After Reveal: nothing can be chosen any more, and the right options are marked.
    void showAnswers(const QStringList &right);
    /// "12 of 20 hands were right" for each part where hands were counted.
    QString handsText(const QStringList &right) const;
    void focusFirst();
    /// The options, row by row.
    QList<QWidget *> options() const;

Q_SIGNALS:
    void chosenChanged();
    /// Space or Return in a counter.
    void continueRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addPart(const Scenario &scenario, const QuestionPart &part);
    void fitLabels();

    struct Row {
        QLabel *title = nullptr;
        QButtonGroup *buttons = nullptr;
        QList<QSpinBox *> hands;
        QStringList values;
        QStringList texts; ///< of the buttons as long as nothing is marked
        QString label;
    };
    QWidget *m_content = nullptr;
    QGridLayout *m_grid = nullptr;
    QList<Row> m_rows;
    bool m_handsVisible = false;
};

} // namespace hopscope
