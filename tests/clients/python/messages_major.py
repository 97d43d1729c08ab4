"""Anthropic's package alone in the matrix, of the major version that stands first on the path.
Run by test_majors.py."""

import os
import unittest

import anthropic

from matrix import Matrix
from messages_client import Messages


class MessagesMajor(Matrix, unittest.TestCase):
    clients = (Messages,)

    def test_is_the_one_that_was_meant(self):
        self.assertEqual(anthropic.__version__.split(".")[0], os.environ["ANTHROPIC_MAJOR"])


if __name__ == "__main__":
    unittest.main()
