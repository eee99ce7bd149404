"""Forecasting models for short annual series, by name."""

from talentcast.models.base import Fitted, Forecaster, Prediction, Reason
from talentcast.models.registry import get, names

__all__ = ["Fitted", "Forecaster", "Prediction", "Reason", "get", "names"]
