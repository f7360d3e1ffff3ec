// SPDX-License-Identifier: MIT
#pragma once

#include "net/requestoption.h"

#include <QAbstractSpinBox>

#include <functional>

namespace hopscope
{

/// A number to type, or nothing for what is usual, which stands there as the placeholder. Up and Down take a step. What
/// is no number stays as it was typed: whoever reads it says so.
class NumberBox : public QAbstractSpinBox
{
    Q_OBJECT

public:
    NumberBox(const QString &usual, double step, QWidget *parent = nullptr);

    QString typed() const;
    void setTyped(const QString &text);
    void stepBy(int steps) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void edited();

protected:
    StepEnabled stepEnabled() const override { return StepUpEnabled | StepDownEnabled; }
    void wheelEvent(QWheelEvent *event) override;

private:
    QString m_usual;
    double m_step;
};

/// The control for one row of requestOptions(): a check box, a box for a number, a line, a line for a file with a
/// button, a list to choose from, or lines.
class OptionControl : public QWidget
{
    Q_OBJECT

public:
    explicit OptionControl(const RequestOption &option, QWidget *parent = nullptr);

    const RequestOption &option() const { return m_option; }
    /// What is chosen, as RequestOption::read() takes it; nothing for what is usual.
    QStringList values() const { return m_values(); }
    /// Signals nothing.
    void setValues(const QStringList &values);
    /// The widget to type into or to press, which is called as the option.
    QWidget *field() const { return m_field; }

Q_SIGNALS:
    void changed();

private:
    void addSwitch();
    void addNumber();
    void addLine();
    void addLines();
    void addChoice();
    void browse();
    void setField(QWidget *field);
    void emitChanged();

    const RequestOption &m_option;
    QWidget *m_field = nullptr;
    std::function<QStringList()> m_values;
    std::function<void(const QStringList &)> m_show;
    bool m_filling = false;
};

/// The option's name and its explanation for the user.
QString titleOf(const RequestOption &option);
QString helpOf(const RequestOption &option);
/// What counts when nothing is chosen; empty if there is nothing to say.
QString usualOf(const RequestOption &option);

} // namespace hopscope
