"""The OBH register: who gives legal aid, how they are accredited, with which people and money, and for whom.

On paper an OBH is a Pemberi Bantuan Hukum (PBH). Knows no other room.
"""
